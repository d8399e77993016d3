import { computed, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { useMe } from '@/shared/me'

/** Where the caller can go: each role sees what it can open, and nothing else. */
export function usePlaces() {
  const { t } = useI18n()
  const { can, works, audits } = useMe()
  const route = useRoute()
  const router = useRouter()
  const home = computed(() => ({ to: '/', icon: 'i-lucide-house', label: t('nav.home') }))
  const organizations = computed(() => ({
    to: '/organizations',
    icon: 'i-lucide-network',
    label: t('nav.organizations'),
  }))
  const writing = computed(() => ({
    to: '/writing',
    icon: 'i-lucide-notebook-pen',
    label: t('nav.writing'),
  }))
  const appraisal = computed(() => ({
    to: '/appraisal',
    icon: 'i-lucide-scale',
    label: t('nav.appraisal'),
  }))
  const progress = computed(() => ({
    to: '/progress',
    icon: 'i-lucide-chart-no-axes-column',
    label: t('nav.progress'),
  }))
  /** Members write every week and look at figures seldom; with the others it is the other way round. */
  const spare = computed(() =>
    can('OFFICE', 'SUPERVISOR', 'LEADER', 'SECRETARY', 'RECORDER') ? writing.value : progress.value,
  )
  const aside = computed(() => [spare.value, appraisal.value])
  /** The weekly work. */
  const work = computed(() =>
    works.value
      ? [
          home.value,
          { to: '/study', icon: 'i-lucide-book-open', label: t('nav.study') },
          writing.value,
          { to: '/discussions', icon: 'i-lucide-messages-square', label: t('nav.discussion') },
          appraisal.value,
          { to: '/rectification', icon: 'i-lucide-clipboard-check', label: t('nav.rectification') },
          progress.value,
        ]
      : audits.value
        ? []
        : [home.value],
  )
  const offices = computed(() => [
    ...(works.value
      ? [
          { to: '/materials', icon: 'i-lucide-library', label: t('nav.materials') },
          { to: '/requirements', icon: 'i-lucide-list-checks', label: t('effective.title') },
          { to: '/outcomes', icon: 'i-lucide-sprout', label: t('outcome.title') },
        ]
      : []),
    ...(works.value || can('ADMIN')
      ? [organizations.value, { to: '/campaign', icon: 'i-lucide-flag', label: t('nav.campaign') }]
      : []),
    ...(can('OFFICE', 'SECRETARY', 'RECORDER')
      ? [{ to: '/outbox', icon: 'i-lucide-cloud-upload', label: t('offline.title') }]
      : []),
    ...(can('OFFICE', 'SECRETARY')
      ? [{ to: '/imports', icon: 'i-lucide-file-spreadsheet', label: t('nav.imports') }]
      : []),
  ])
  const administration = computed(() => [
    ...(can('ADMIN', 'OFFICE', 'SECRETARY')
      ? [
          { to: '/accounts', icon: 'i-lucide-users', label: t('nav.accounts') },
          { to: '/grants', icon: 'i-lucide-user-check', label: t('nav.grants') },
        ]
      : []),
    ...(can('ADMIN', 'AUDITOR')
      ? [{ to: '/audit', icon: 'i-lucide-scroll-text', label: t('nav.audit') }]
      : []),
    ...(can('ADMIN')
      ? [
          { to: '/api-clients', icon: 'i-lucide-plug', label: t('nav.clients') },
          { to: '/keys', icon: 'i-lucide-key-round', label: t('nav.keys') },
        ]
      : []),
  ])
  /** The tab bar of a phone holds five; the rest is in the menu. */
  const tabs = computed(() =>
    works.value || audits.value
      ? work.value.filter((place) => !works.value || !aside.value.includes(place))
      : [...work.value, ...administration.value.slice(0, 3), ...offices.value].slice(0, 5),
  )
  // Who only reads the record is not led anywhere that would refuse them.
  watchEffect(() => {
    const open = /^\/(audit|me)(\/|$)|\/readers$/.test(route.path)
    const there = route.matched.length > 0
    if (audits.value && there && !open) void router.replace('/audit')
  })
  /** What the tab bar of a phone has no room for. */
  const rest = computed(() => (works.value ? aside.value : []))
  return { work, offices, administration, tabs, rest }
}
