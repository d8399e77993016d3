import { onBeforeUnmount, onMounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'

/** Asks before a page with unsaved words is left. */
export function useUnsaved(unsaved: () => boolean) {
  const { t } = useI18n()
  const stay = (event: BeforeUnloadEvent) => {
    if (unsaved()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', stay))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', stay))
  onBeforeRouteLeave(() => !unsaved() || window.confirm(t('common.discard')))
}
