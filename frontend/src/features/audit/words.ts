import { useI18n } from 'vue-i18n'
import { stamp } from '@/shared/i18n'
import { recordEnums } from '@/shared/recordEnums'

const MASK = '•••'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/
/** Fields that hold an organisation, whose name can be looked up. */
const places = ['organization', 'organizationId', 'branch', 'branchId', 'place', 'parent']

/** How an id ends, to tell things apart that have no name here. */
export const short = (id: string) => `…${id.slice(-6)}`

/** A value of the record as it is shown. */
export interface Shown {
  kind: 'nothing' | 'masked' | 'text' | 'organization' | 'thing'
  text: string
}

/** Plain words for what the record names by its ids; the id itself where there are none. */
export function useWords() {
  const { t, te } = useI18n()
  const word = (group: string, id: string) => (te(`record.${group}.${id}`) ? t(`record.${group}.${id}`) : id)
  const operation = (id: string) => word('operations', id)
  const type = (id: string) => word('types', id)
  const field = (id: string) => word('fields', id)

  function value(type: string, name: string, raw: unknown): Shown {
    if (raw === undefined || raw === null || raw === '') return { kind: 'nothing', text: t('audit.nothing') }
    if (raw === MASK) return { kind: 'masked', text: MASK }
    if (typeof raw === 'boolean') return { kind: 'text', text: t(raw ? 'audit.yes' : 'audit.no') }
    if (Array.isArray(raw)) {
      const all = raw.map((one) => value(type, name, one).text)
      return all.length > 0
        ? { kind: 'text', text: all.join(t('mark.list')) }
        : { kind: 'nothing', text: t('audit.nothing') }
    }
    const text = typeof raw === 'object' ? JSON.stringify(raw) : String(raw)
    if (uuid.test(text)) return { kind: places.includes(name) ? 'organization' : 'thing', text }
    if (instant.test(text)) return { kind: 'text', text: stamp(text) }
    if (name === 'fields') return { kind: 'text', text: field(text) }
    const known = recordEnums[`${type}.${name}`]
    if (known && te(`enums.${known}.${text}`)) return { kind: 'text', text: t(`enums.${known}.${text}`) }
    return { kind: 'text', text: word('values', text) }
  }
  return { operation, type, field, value }
}
