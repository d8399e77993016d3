import type { Dimension } from './calls'

/** What was written and has not arrived yet, with the key under which it is sent again. */
export interface Kept {
  text: string
  about: Dimension | ''
  contact: string
  photos: number
  key: string
}

const place = (code: string) => `zhixing.opinion:${code}`

export function load(code: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(code)) ?? 'null')
    if (kept && typeof kept === 'object' && 'text' in kept && 'key' in kept) return kept as Kept
  } catch {
    // Whatever stands there is no opinion.
  }
}

/** Keeps it on this phone until it has arrived; nothing is kept of what is empty. */
export function keep(code: string, kept: Kept) {
  try {
    if (kept.text || kept.contact) localStorage.setItem(place(code), JSON.stringify(kept))
    else localStorage.removeItem(place(code))
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}

export function forget(code: string) {
  try {
    localStorage.removeItem(place(code))
  } catch {
    // There was nothing, then.
  }
}
