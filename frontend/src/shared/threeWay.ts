import { diff3Merge } from 'node-diff3'

/** A stretch of two texts that both come from a third: the same, or written differently by both. */
export type Piece = { same: string } | { mine: string; theirs: string }

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Cuts a text into words, blanks and marks; put together again they are the text. */
const cut = (text: string) => [...words.segment(text)].map((s) => s.segment)

/** Joins what two people made of one text. Where they changed the same place, both wordings stand there. */
export function threeWay(base: string, mine: string, theirs: string): Piece[] {
  return diff3Merge(cut(mine), cut(base), cut(theirs), { excludeFalseConflicts: true }).map((region) =>
    region.conflict
      ? { mine: region.conflict.a.join(''), theirs: region.conflict.b.join('') }
      : { same: region.ok?.join('') ?? '' },
  )
}

/** The joined text, where nobody has to decide. */
export function joined(pieces: Piece[]): string | undefined {
  return pieces.every((p) => 'same' in p)
    ? pieces.map((p) => ('same' in p ? p.same : '')).join('')
    : undefined
}
