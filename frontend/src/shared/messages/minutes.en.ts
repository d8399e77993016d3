/** The words of a session's minutes. */
export const minutes = {
  minutes: {
    write: 'Write minutes',
    none: 'No minutes yet. Agenda, what was said and what was settled are enough; who was there comes from the roll.',
    outline: '## Agenda\n\n## What was said\n\n## What was settled\n',
    written: 'Written by {by}, {at}, version {n}',
    versions: 'Compare versions',
    version: 'Version {n}',
    tools: 'Format',
    tool: { heading: 'Heading', list: 'List', bold: 'Bold' },
    newVersionHint: 'Saving makes a new version, which those who were there confirm anew.',
    present: '{n} there, {missing} not',
    presentNames: 'There: {names}',
    missingNames: 'Not there: {names}',
    confirmed: 'Two of those there have confirmed it.',
    confirmationsMissing: '{n} more of those there to confirm.',
    confirmedBy: '({names})',
    confirm: 'It was so',
  },
}
