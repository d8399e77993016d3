import { computed, type Ref } from 'vue'
import { useInfiniteQuery } from '@tanstack/vue-query'

interface Page<T> {
  items: T[]
  next: string | null
}

/** A list that is read page by page; `key` holds everything the list depends on. */
export function useList<T>(key: Ref<readonly unknown[]>, load: (cursor?: string) => Promise<Page<T>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const items = computed(() => query.data.value?.pages.flatMap((p) => p.items as T[]) ?? [])
  return { ...query, items }
}
