import type { Node } from './drawing'

/** A link as the chain's page has it in its address; a measure is looked at by its item. */
export const addressOf = (n: Node) =>
  n.kind === 'MEASURE' ? `item:${n.link.split('/').at(-1)}` : `${n.kind.toLowerCase()}:${n.id}`

/** Where a link is shown on a page of its own. */
export function pageOf(n: Node): string {
  switch (n.kind) {
    case 'FINDING':
      return `/appraisal/findings/${n.id}`
    case 'ITEM':
      return `/rectification/${n.id}`
    case 'MEASURE':
      return `/rectification/${n.link.split('/').at(-1)}`
    case 'OUTCOME':
      return `/outcomes/${n.id}`
    case 'CONTRIBUTION':
      return `/discussions/${n.link.split('/')[2]}`
    case 'REQUIREMENT':
      return `/requirements?organization=${n.organization.id}`
    case 'CRITERION':
      return `/appraisal/criteria?organization=${n.organization.id}`
  }
}
