/** How long somebody has been filling in since the last change was kept, in seconds; told with the next one. */

/** A longer pause is no entry: the telephone rang. */
const pause = 60_000
/** The service takes an hour at most. */
const most = 3600

export class EntryClock {
  #milliseconds = 0
  #last: number | undefined

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Something was typed, chosen or ticked. */
  touch() {
    const at = this.now()
    this.#milliseconds += this.#last === undefined || at - this.#last > pause ? 1000 : at - this.#last
    this.#last = at
  }

  get seconds() {
    return Math.min(Math.round(this.#milliseconds / 1000), most)
  }

  /** What was told is told once. */
  forget() {
    this.#milliseconds = 0
    this.#last = undefined
  }
}

export const entry = new EntryClock()

const ticks = '[role=checkbox],[role=radio],[role=switch],[role=option],[aria-pressed]'

/** Listens to the page; nothing of what is typed is looked at. */
export function watchEntry(page: Document = document) {
  page.addEventListener('input', () => entry.touch(), { capture: true, passive: true })
  page.addEventListener(
    'click',
    (e) => {
      if (e.target instanceof Element && e.target.closest(ticks)) entry.touch()
    },
    { capture: true, passive: true },
  )
}
