import { computed, ref, watch, type Ref } from 'vue'
import { api, mergePatch, read, readWithEtag, Refused, type Schemas } from '@/shared/api/client'
import { joined, threeWay, type Piece } from '@/shared/threeWay'

type Requirement = Schemas['Requirement']

/** What a change is made upon: what was read, and its ETag. */
interface Base {
  text: string
  forCategory: Requirement['forCategory']
  forTrade: string | null
  etag: string
}

/** What became of two changes that met. */
export interface Meeting {
  by: string
  /** What the other saved, upon which the next saving goes. */
  theirs: string
  mine: string
  /** Both joined; where both changed one place, both wordings. */
  pieces: Piece[]
  conflict: boolean
}

const baseOf = (data: Requirement, etag: string): Base => ({
  text: data.text,
  forCategory: data.forCategory,
  forTrade: data.forTrade,
  etag,
})

/**
 * A draft's wording that others may be changing too. What one writes is never overwritten, nor does it overwrite: where
 * both changed it, both are joined, and whoever comes second looks at the whole before it is saved.
 */
export function useShared(requirement: Ref<Requirement>) {
  const text = ref(requirement.value.text)
  const forCategory = ref(requirement.value.forCategory)
  const forTrade = ref(requirement.value.forTrade ?? '')
  const base = ref<Base>()
  const meeting = ref<Meeting>()
  const path = computed(() => ({ id: requirement.value.id }))

  const current = () => readWithEtag(api.GET('/api/v1/requirements/{id}', { params: { path: path.value } }))

  /** Takes what is read as what the change goes upon; before anything is written, it is what is shown. */
  async function begin() {
    const { data, etag } = await current()
    base.value = baseOf(data, etag)
    text.value = data.text
    forCategory.value = data.forCategory
    forTrade.value = data.forTrade ?? ''
  }

  const dirty = computed(
    () =>
      !!base.value &&
      (text.value !== base.value.text ||
        forCategory.value !== base.value.forCategory ||
        (forTrade.value.trim() || null) !== base.value.forTrade),
  )

  /** Another wording stands there than this change goes upon. */
  const overtaken = computed(
    () => !!base.value && !!requirement.value && requirement.value.edition > edition.value && dirty.value,
  )
  const edition = ref(requirement.value.edition)
  watch(
    () => requirement.value.edition,
    async (now) => {
      if (now <= edition.value || dirty.value) return
      await begin()
      edition.value = now
    },
  )

  async function author() {
    const versions = await read(
      api.GET('/api/v1/requirements/{id}/versions', { params: { path: path.value, query: { limit: 1 } } }),
    )
    return versions.items[0]?.replacedBy ?? ''
  }

  /** Joins what is written here with what somebody else has saved meanwhile. */
  async function join() {
    const [{ data, etag }, by] = await Promise.all([current(), author()])
    const upon = base.value
    if (!upon || data.state !== 'DRAFT') return
    const mine = text.value
    const pieces = threeWay(upon.text, mine, data.text)
    const whole = joined(pieces)
    if (forCategory.value === upon.forCategory) forCategory.value = data.forCategory
    if ((forTrade.value.trim() || null) === upon.forTrade) forTrade.value = data.forTrade ?? ''
    base.value = baseOf(data, etag)
    edition.value = data.edition
    if (whole !== undefined) text.value = whole
    meeting.value =
      data.text === upon.text
        ? undefined
        : { by, theirs: data.text, mine, pieces, conflict: whole === undefined }
  }

  /** Settles a conflict by one of the wordings everywhere, or by both one after the other. */
  function settle(by: 'mine' | 'theirs' | 'both') {
    text.value =
      meeting.value?.pieces
        .map((p) =>
          'same' in p ? p.same : by === 'both' ? p.theirs + p.mine : by === 'mine' ? p.mine : p.theirs,
        )
        .join('') ?? text.value
  }

  /** Sends it; true where it was kept, false where it met another change and is to be looked at. */
  async function save(key: Record<string, string>) {
    const send = () =>
      read(
        api.PATCH('/api/v1/requirements/{id}', {
          params: { path: path.value, header: { 'If-Match': base.value?.etag ?? '' } },
          headers: { ...mergePatch, ...key },
          body: {
            text: text.value,
            forCategory: forCategory.value,
            forTrade: forTrade.value.trim() || null,
          },
        }),
      )
    try {
      await send()
      return true
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 412) throw failure
      await join()
      if (meeting.value) return false
      await send()
      return true
    }
  }

  return { text, forCategory, forTrade, base, begin, dirty, overtaken, meeting, join, settle, save }
}
