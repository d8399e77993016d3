import { ref } from 'vue'

/** A short word on what was kept or refused. */
export interface Notice {
  id: number
  title: string
  detail?: string
  refused?: boolean
}

/** The notices on the page, oldest first. */
export const notices = ref<Notice[]>([])

let next = 0

/** Shows a notice for a while; what was refused stays longer. */
export function notify(notice: Omit<Notice, 'id'>) {
  const id = next++
  notices.value = [...notices.value.slice(-2), { ...notice, id }]
  setTimeout(() => dismiss(id), notice.refused ? 10_000 : 2_500)
}

export function dismiss(id: number) {
  notices.value = notices.value.filter((n) => n.id !== id)
}
