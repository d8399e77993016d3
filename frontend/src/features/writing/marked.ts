/** A part of a text, marked or not. */
export interface Part {
  text: string
  marked: boolean
}

/** Cuts a text where marks begin and end; places in code points, ends exclusive. Marks that overlap become one. */
export function marked(text: string, marks: { from: number; to: number }[]): Part[] {
  const points = [...text]
  const parts: Part[] = []
  let at = 0
  for (const { from, to } of [...marks].sort((a, b) => a.from - b.from)) {
    if (to <= at) continue
    if (from > at) parts.push({ text: points.slice(at, from).join(''), marked: false })
    parts.push({ text: points.slice(Math.max(at, from), to).join(''), marked: true })
    at = to
  }
  if (at < points.length) parts.push({ text: points.slice(at).join(''), marked: false })
  return parts
}
