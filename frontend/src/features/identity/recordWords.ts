import type { Schemas } from '@/shared/api/client'
import { recordEnums } from '@/shared/recordEnums'

type Change = Schemas['AuditChange']

/** A field that was set, read or changed, as people call it; words are keys of the message files. */
export interface Told {
  field: string
  before?: Value
  after?: Value
}

/** A value with the kind of words it needs. */
export type Value = { kind: 'text' | 'day' | 'instant'; text: string } | { kind: 'word'; key: string }

/** What is kept for the machine's sake, or said by a field beside it. */
const technical = /^(_|id$|account$|member$|author$|version$|edition$)|(At|By|Id|Secret|Hash|Count)$/
const meaningful = ['passwordHash', 'arrivedAt', 'totpConfirmedAt', 'organizationId']
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const date = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** The fields of a change that people have a word for, and how many others there were. */
export function told(change: Change, hasWord: (field: string) => boolean) {
  const read = change.after.fields
  const names =
    change.kind === 'READ' && Array.isArray(read)
      ? read.map(String)
      : [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].filter(
          (name) => !technical.test(name) || meaningful.includes(name),
        )
  const all = names.map((field): Told => ({
    field,
    before: value(change, field, change.before[field]),
    after: value(change, field, change.after[field]),
  }))
  const readable = change.kind === 'READ' ? all : all.filter((f) => f.before ?? f.after)
  const fields = readable.filter((f) => hasWord(f.field))
  return { fields, others: readable.length - fields.length }
}

/** A value to be read; none of what is only a reference when something begins. */
function value({ kind, type }: Change, field: string, raw: unknown): Value | undefined {
  if (kind === 'READ') return undefined
  if (raw === undefined) return kind === 'CHANGED' ? { kind: 'word', key: 'ownRecord.none' } : undefined
  if (raw === '') return { kind: 'word', key: 'ownRecord.none' }
  if (typeof raw === 'boolean') return { kind: 'word', key: raw ? 'ownRecord.yes' : 'ownRecord.no' }
  const text = Array.isArray(raw) ? raw.join('、') : String(raw)
  const list = recordEnums[`${type}.${field}`]
  if (list) return { kind: 'word', key: `enums.${list}.${text}` }
  if (text === '•••') return { kind: 'word', key: 'ownRecord.masked' }
  if (uuid.test(text)) return kind === 'CHANGED' ? { kind: 'word', key: 'ownRecord.changedOnly' } : undefined
  if (date.test(text)) return { kind: 'day', text }
  if (instant.test(text)) return { kind: 'instant', text }
  return { kind: 'text', text }
}
