import { onBeforeUnmount, onMounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'

const holders = new Set<() => boolean>()
let given = false

/** Whether anything on the page holds words that are not saved. */
export const unsaved = () => !given && [...holders].some((holds) => holds())

/** The words on the page are given up: leaving asks no more. */
export const giveUp = () => void (given = true)

/** Has the browser ask before it throws away words that are not saved. */
export function useHeld(holds: () => boolean) {
  const stay = (event: BeforeUnloadEvent) => {
    if (!given && holds()) event.preventDefault()
  }
  onMounted(() => {
    holders.add(holds)
    window.addEventListener('beforeunload', stay)
  })
  onBeforeUnmount(() => {
    holders.delete(holds)
    window.removeEventListener('beforeunload', stay)
  })
}

/** Asks before a page with unsaved words is left. */
export function useUnsaved(holds: () => boolean) {
  const { t } = useI18n()
  useHeld(holds)
  onBeforeRouteLeave(() => !holds() || window.confirm(t('common.discard')))
}
