/** The words of the five haves. */
export const fiveHaves = {
  fiveHaves: {
    title: '五有',
    tree: '各支部五有',
    none: '这个活动的模板没有五有要求',
    nothingYet: '还没有举行',
    has: '有',
    of: {
      ATTENDANCE: '{value} / {needed} 次',
      RECORD: '{value} / {needed} 次',
      MATERIAL: '{value} / {needed} 次',
      NOTE: '{value} / {needed} 人',
      REFLECTION: '{value} / {needed} 人',
    },
    rule: {
      ATTENDANCE: '本阶段每次已举行的学习都登记了本支部的考勤，才算有考勤。',
      RECORD: '本阶段每次已举行的学习都写了会议记录，并由两名出席人确认，才算有记录。',
      MATERIAL: '本阶段每次已举行的学习都列明学了什么材料，才算有资料。',
      NOTE: '本支部每名党员在本阶段都交了学习笔记，才算有笔记。',
      REFLECTION: '本支部每名党员在本阶段都有一篇通过的心得体会，才算有心得。',
    },
    lack: {
      ROLL_MISSING: '未点名',
      MINUTES_MISSING: '没有记录',
      MINUTES_UNCONFIRMED: '记录待确认',
      MATERIAL_MISSING: '没有列材料',
      NOT_HANDED_IN: '还没有交',
      NOT_ACCEPTED: '还没有通过',
    },
    noRecords: '本阶段还没有举行过学习',
    noRecordsHint: '举行学习并点名以后，这里逐次列出依据。',
  },
}
