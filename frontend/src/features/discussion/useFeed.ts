import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'
import { api, read, Refused, type Schemas } from '@/shared/api/client'

type Contribution = Schemas['Contribution']
type Page = Schemas['ContributionPage']

export interface FeedFilter {
  sort: '-createdAt' | 'createdAt' | '-supporters'
  fate?: Schemas['ContributionFate']
  round?: number
  author?: string
}

/** More changes than this at once are not read one by one. */
const mostAtOnce = 10

/**
 * The contributions of a discussion, page by page. With thousands of them loaded, reading all pages anew at every
 * change would take long: only what changed is read, and what is new is counted until one asks to see it.
 */
export function useFeed(id: Ref<string>, filter: Ref<FeedFilter>) {
  const cache = useQueryClient()
  const key = computed(() => ['feed', id.value, filter.value])
  const ask = (cursor?: string) =>
    read(
      api.GET('/api/v1/discussions/{id}/contributions', {
        params: { path: { id: id.value }, query: { ...filter.value, cursor } },
      }),
    )
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 'static',
    gcTime: 0,
  })
  const items = computed(() => query.data.value?.pages.flatMap((p) => p.items) ?? [])
  const fresh = ref(new Set<string>())
  watch(key, () => fresh.value.clear())

  function change(pages: (pages: Page[]) => Page[]) {
    cache.setQueryData<InfiniteData<Page, string | undefined>>(
      key.value,
      (data) => data && { ...data, pages: pages(data.pages) },
    )
  }

  /** Shows one as it is now, where it is shown. */
  function put(c: Contribution) {
    change((pages) => pages.map((p) => ({ ...p, items: p.items.map((old) => (old.id === c.id ? c : old)) })))
  }

  /** Begins again at the first page. */
  async function restart() {
    fresh.value.clear()
    cache.setQueryData<InfiniteData<Page, string | undefined>>(
      key.value,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    )
    await query.refetch()
  }

  /** Reads anew what has changed; without names, the first page. */
  async function renew(changed?: string[]) {
    if (!changed || changed.length > mostAtOnce) {
      if ((query.data.value?.pages.length ?? 0) <= 1) return restart()
      return (await ask()).items.forEach(see)
    }
    await Promise.all(
      [...new Set(changed)].map(async (contributionId) => {
        try {
          see(
            await read(
              api.GET('/api/v1/discussions/{id}/contributions/{contributionId}', {
                params: { path: { id: id.value, contributionId } },
              }),
            ),
          )
        } catch (failure) {
          if (!(failure instanceof Refused)) throw failure
        }
      }),
    )
  }

  function see(c: Contribution) {
    if (items.value.some((old) => old.id === c.id)) put(c)
    else if (!c.replyTo) fresh.value.add(c.id)
  }

  return { ...query, items, fresh, put, restart, renew }
}
