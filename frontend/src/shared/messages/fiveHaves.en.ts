/** The words of the five haves. */
export const fiveHaves = {
  fiveHaves: {
    title: 'The five haves',
    tree: 'The five haves, branch by branch',
    none: 'The template of this campaign asks for none of them',
    nothingYet: 'Nothing held yet',
    has: 'There',
    of: {
      ATTENDANCE: '{value} of {needed} sessions',
      RECORD: '{value} of {needed} sessions',
      MATERIAL: '{value} of {needed} sessions',
      NOTE: '{value} of {needed} members',
      REFLECTION: '{value} of {needed} members',
    },
    rule: {
      ATTENDANCE: 'Every session held in this phase has the roll of this branch.',
      RECORD: 'Every session held in this phase has minutes that two of those there confirmed.',
      MATERIAL: 'Every session held in this phase names what was studied.',
      NOTE: 'Every member of the branch has handed in a study note in this phase.',
      REFLECTION: 'Every member of the branch has a reflection of this phase that was accepted.',
    },
    lack: {
      ROLL_MISSING: 'No roll',
      MINUTES_MISSING: 'No minutes',
      MINUTES_UNCONFIRMED: 'Minutes not confirmed',
      MATERIAL_MISSING: 'No material',
      NOT_HANDED_IN: 'Not handed in',
      NOT_ACCEPTED: 'Not accepted yet',
    },
    noRecords: 'No session has been held in this phase',
    noRecordsHint: 'Once sessions are held and their rolls taken, each is listed here.',
  },
}
