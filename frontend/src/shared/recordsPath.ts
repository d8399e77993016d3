import type { Schemas } from './api/client'

/** Where the records are shown that explain a figure of a branch; nothing where no page has them. */
export function recordsPath(link: Schemas['RecordsLink'] | null): string | undefined {
  if (!link) return undefined
  const of = `organization=${link.branchId}`
  switch (link.kind) {
    case 'STUDY_SESSIONS':
    case 'STUDY_WEEKS':
      return `/study?${of}`
    case 'MINUTES':
      return `/branches/${link.branchId}/five-haves/RECORD?campaign=${link.campaignId}`
    case 'STUDY_NOTES':
      return `/branches/${link.branchId}/five-haves/NOTE?campaign=${link.campaignId}`
    case 'REFLECTIONS':
      return `/branches/${link.branchId}/five-haves/REFLECTION?campaign=${link.campaignId}`
    case 'MEMBER_HOURS':
      return `/organizations/${link.branchId}`
    case 'DISCUSSIONS':
      return `/discussions?${of}`
    case 'FINDINGS':
      return `/appraisal/findings?${of}`
    case 'SELF_ANALYSES':
      return `/appraisal/analyses?show=all&branch=${link.branchId}`
    case 'REVIEWS':
      return `/appraisal/reviews?${of}`
    case 'RECTIFICATION_ITEMS':
      return `/rectification?${of}`
    default:
      return undefined
  }
}

/** Where a record is shown that speaks for one of the four in place. */
export function inPlacePath(record: Schemas['InPlaceRecord'], campaign: string): string {
  return record.resource === 'STUDY_SESSION'
    ? `/study/${record.id}`
    : `/campaign/leadership?campaign=${campaign}`
}
