import { ref } from 'vue'

/** Recovery codes just made, which are shown this once over whatever page there is. */
export const recoveryCodes = ref<string[]>()
