const prefix = 'zhixing.copy:'

/** A text on this device that the service may not have yet. */
export interface LocalCopy {
  /** The ETag of what it was written upon. */
  etag: string
  /** When it was typed, in milliseconds. */
  at: number
  [words: string]: unknown
}

const key = (account: string, name: string) => `${prefix}${account}:${name}`

/** Keeps a copy; false where the device refuses, so that nobody is told that it is kept. */
export function keepCopy(account: string, name: string, copy: LocalCopy) {
  try {
    localStorage.setItem(key(account, name), JSON.stringify(copy))
    return true
  } catch {
    return false
  }
}

export function readCopy(account: string, name: string): LocalCopy | undefined {
  try {
    const copy: unknown = JSON.parse(localStorage.getItem(key(account, name)) ?? 'null')
    if (copy && typeof copy === 'object' && 'text' in copy && 'etag' in copy)
      return copy as unknown as LocalCopy
  } catch {
    // Whatever stands there is no copy.
  }
}

export function dropCopy(account: string, name: string) {
  try {
    localStorage.removeItem(key(account, name))
  } catch {
    // A storage that cannot be written holds nothing either.
  }
}

/** Leaves nothing of anybody's words on this device. */
export function forgetCopies() {
  try {
    Object.keys(localStorage)
      .filter((each) => each.startsWith(prefix))
      .forEach((each) => localStorage.removeItem(each))
  } catch {
    // As above.
  }
}
