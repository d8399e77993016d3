import { ref, watch } from 'vue'
import { createI18n } from 'vue-i18n'
import { en } from './messages/en'
import { zh } from './messages/zh'

export type Language = 'zh-CN' | 'en'

const stored = localStorage.getItem('zhixing.language')

/** The language of page and answers. */
export const language = ref<Language>(stored === 'en' ? 'en' : 'zh-CN')

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
})

watch(
  language,
  (now) => {
    localStorage.setItem('zhixing.language', now)
    i18n.global.locale.value = now
    document.documentElement.lang = now
  },
  { immediate: true },
)

const zone = 'Asia/Shanghai'

/** 3月24日 周二 */
export function day(date: string) {
  return new Intl.DateTimeFormat(language.value, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`))
}

/** 3月24日 周二 09:30 */
export function moment(instant: string) {
  return new Intl.DateTimeFormat(language.value, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  }).format(new Date(instant))
}

/** 2026年3月24日 */
export function fullDay(date: string) {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  )
}

/** 2026年3月24日 09:30 */
export function dated(instant: string) {
  return new Intl.DateTimeFormat(language.value, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  }).format(new Date(instant))
}

/** 09:30 */
export function clock(instant: string) {
  return new Intl.DateTimeFormat(language.value, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  }).format(new Date(instant))
}

/** 3月24日 周二 09:30–11:30 */
export function span(from: string, to: string) {
  return `${moment(from)}–${clock(to)}`
}

/** 2026年3月24日, of an instant in the office's time zone. */
export function dateOf(instant: string) {
  return new Intl.DateTimeFormat(language.value, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: zone,
  }).format(new Date(instant))
}

/** 2026-03-24 09:30:12, to the second and of equal width in a list. */
export function stamp(instant: string) {
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(
    new Date(instant),
  )
}

/** 12,400 */
export function count(n: number) {
  return new Intl.NumberFormat(language.value).format(n)
}

/** Hours with at most one decimal, of minutes. */
export function hours(minutes: number) {
  return new Intl.NumberFormat(language.value, { maximumFractionDigits: 1 }).format(minutes / 60)
}

export function percent(part: number, whole: number) {
  return whole === 0 ? 0 : Math.round((part / whole) * 100)
}
