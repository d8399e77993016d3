import { ref } from 'vue'

/** A one-time code that was just made: held in memory alone, until it was handed over or the page is left. */
export interface FirstCode {
  accountId: string
  name: string
  username: string
  code: string
  validUntil: string
}

export const firstCode = ref<FirstCode>()
