import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { api, read, type Schemas } from '@/shared/api/client'
import type { paths } from '@/shared/api/schema'

export type Item = Schemas['RectificationItem']
export type Column = Exclude<Schemas['LedgerColumn'], 'PROGRESS'>
export type Shape = Schemas['LedgerShape']
type Query = NonNullable<paths['/api/v1/rectification-items']['get']['parameters']['query']>
export type Filter = Omit<Query, 'cursor' | 'limit' | 'total' | 'sort'>

export const states: Item['state'][] = [
  'OPEN',
  'IN_PROGRESS',
  'SUBMITTED',
  'RETURNED',
  'CLOSED',
  'REOPENED',
  'CANCELLED',
]
export const columns: Column[] = [
  'NUMBER',
  'PROBLEM',
  'ORGANIZATION',
  'STATE',
  'DUE_ON',
  'RESPONSIBLE',
  'LEADER',
  'DIMENSION',
  'KIND',
  'MEASURES',
  'NATURE',
  'ORIGIN',
  'CLOSED_ON',
]
/** What is shown before anybody chooses. */
export const usual: Column[] = columns.slice(0, 10)

const lists = ['state', 'dimension', 'kind', 'nature', 'origin'] as const
const singles = [
  'organization',
  'campaign',
  'leader',
  'responsible',
  'dueFrom',
  'dueTo',
  'closedFrom',
  'closedTo',
  'q',
] as const
const flags = ['mine', 'overdue'] as const
const said = (value: LocationQuery[string]) => (typeof value === 'string' && value ? value : undefined)

/** Which ledger is shown and how: all of it stands in the page's address. */
export function useLedgerAddress() {
  const route = useRoute()
  const router = useRouter()
  const filter = computed<Filter>(() => {
    const wanted: Record<string, unknown> = {}
    for (const name of lists) {
      const values = said(route.query[name])?.split(',')
      if (values) wanted[name] = values
    }
    for (const name of singles) if (said(route.query[name])) wanted[name] = said(route.query[name])
    for (const name of flags) if (route.query[name] === '1') wanted[name] = true
    return wanted as Filter
  })
  const narrowed = computed(() => Object.keys(filter.value).length)
  const sort = computed(() => said(route.query.sort))
  const shape = computed<Shape>(() =>
    route.query.shape === 'BOARD' || route.query.shape === 'CALENDAR' ? route.query.shape : 'TABLE',
  )
  const shown = computed<Column[]>(() => {
    const chosen = said(route.query.columns)?.split(',') ?? []
    const known = chosen.filter((c): c is Column => columns.includes(c as Column))
    return known.length > 0 ? known : usual
  })
  const put = (change: Record<string, string | undefined>) =>
    router.replace({ query: { ...route.query, ...change } })
  const narrow = (change: Partial<Record<keyof Filter, unknown>>) => put(inAddress(change))
  /** Only this stands in the address afterwards. */
  const show = (content: Schemas['LedgerViewContent']) =>
    router.replace({
      query: {
        ...inAddress(content.filter),
        sort: content.sort ?? undefined,
        columns: content.columns.length > 0 ? content.columns.join(',') : undefined,
        shape: content.shape,
      },
    })
  const clear = () =>
    put(Object.fromEntries([...lists, ...singles, ...flags].map((name) => [name, undefined])))
  const content = computed<Schemas['LedgerViewContent']>(() => ({
    filter: filter.value as Schemas['LedgerViewFilter'],
    sort: sort.value ?? null,
    columns: shown.value,
    shape: shape.value,
  }))
  return { filter, narrowed, sort, shape, shown, put, narrow, show, clear, content }
}
export type LedgerAddress = ReturnType<typeof useLedgerAddress>

function inAddress(filter: object): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.join(',') || undefined
        : value === true
          ? '1'
          : typeof value === 'string' && value
            ? value
            : undefined,
    ]),
  )
}

/** The items that a filter leaves, page by page; thousands of them are kept as they came, without being watched. */
export function useItems(filter: Ref<Filter>, sort: Ref<string | undefined>, limit: number) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['ledger', filter.value, sort.value, limit]),
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/rectification-items', {
          params: { query: { ...filter.value, sort: sort.value, cursor: pageParam, limit } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    shallow: true,
  })
  const items = computed<Item[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  return { ...query, items }
}

/** Puts an item as it is now where lists have it as it was: thousands of rows are not read anew for one. */
export function useReplaced() {
  const cache = useQueryClient()
  return (item: Item) =>
    cache.setQueriesData<InfiniteData<{ items: Item[] }>>({ queryKey: ['ledger'] }, (data) =>
      data?.pages
        ? {
            ...data,
            pages: data.pages.map((page) =>
              page.items.some((i) => i.id === item.id)
                ? { ...page, items: page.items.map((i) => (i.id === item.id ? item : i)) }
                : page,
            ),
          }
        : data,
    )
}
