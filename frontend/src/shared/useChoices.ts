import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

/** The values of an enum with their words, for a select. */
export function useChoices<V extends string>(name: string, values: readonly V[]) {
  const { t } = useI18n()
  return computed(() => values.map((value) => ({ value, label: t(`enums.${name}.${value}`) })))
}
