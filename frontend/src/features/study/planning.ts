import type { Schemas } from '@/shared/api/client'
import { addDays, timeOf, today, weekday } from './calendarDays'

type Day = Schemas['WeeklySlot']['dayOfWeek']
export const days: Day[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
export const kinds: Schemas['SessionKind'][] = ['STUDY', 'MOBILISATION', 'TRAINING']
export const dayOf = (date: string) => days[weekday(date) - 1]

/** Where the form begins: a day and time that were pointed at, and the branch that is looked at. */
export interface Start {
  date?: string
  from?: string
  to?: string
  branch?: string
}

/** What is being planned: one session, or the same every week. */
export const blank = (start: Start = {}) => {
  const date = start.date ?? today()
  const from = start.from ?? '08:30'
  const to = start.to ?? '11:30'
  return {
    joint: false,
    branch: start.branch,
    host: undefined as string | undefined,
    branches: [] as { id: string; name: string }[],
    kind: 'STUDY' as Schemas['SessionKind'],
    title: '',
    topic: '',
    date,
    from,
    to,
    place: '',
    presenter: '',
    repeat: false,
    slots: [{ dayOfWeek: dayOf(date), from, to }],
    ends: 'count' as 'count' | 'until',
    count: 6,
    until: addDays(date, 20),
    topics: '',
    skipBusy: true,
  }
}
export type Form = ReturnType<typeof blank>

export const covered = (form: Form) =>
  form.joint ? form.branches.map((b) => b.id) : form.branch ? [form.branch] : []

const shared = (form: Form, campaignId: string) => ({
  campaignId,
  organizationId: (form.joint ? form.host : form.branch) ?? '',
  branchIds: form.joint ? form.branches.map((b) => b.id) : null,
  kind: form.kind,
  title: form.title,
  place: form.place || null,
  presenter: form.presenter || null,
})

export const session = (form: Form, campaignId: string): Schemas['NewStudySession'] => ({
  ...shared(form, campaignId),
  topic: form.topic || null,
  startsAt: timeOf(form.date, form.from),
  endsAt: timeOf(form.date, form.to),
})

export const series = (form: Form, campaignId: string): Schemas['NewSeries'] => ({
  ...shared(form, campaignId),
  topics: form.topics
    .split('\n')
    .map((topic) => topic.trim())
    .filter((topic) => topic),
  slots: form.slots,
  from: form.date,
  skipBusy: form.skipBusy,
  count: form.ends === 'count' ? Number(form.count) : null,
  until: form.ends === 'until' ? form.until : null,
})
