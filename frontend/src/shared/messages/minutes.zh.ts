/** The words of a session's minutes. */
export const minutes = {
  minutes: {
    write: '写记录',
    none: '还没有会议记录。写清议程、发言要点和议定事项即可，到会名单由考勤自动列出。',
    outline: '## 议程\n\n## 发言要点\n\n## 议定事项\n',
    written: '{by} 写于 {at}，第 {n} 版',
    versions: '各版比较',
    version: '第 {n} 版',
    tools: '格式',
    tool: { heading: '小标题', list: '列表', bold: '加粗' },
    newVersionHint: '保存后成为新的一版，需要出席人重新确认。',
    present: '到会 {n} 人，未到 {missing} 人',
    presentNames: '到会：{names}',
    missingNames: '未到：{names}',
    confirmed: '已有两名出席人确认。',
    confirmationsMissing: '还需 {n} 名出席人确认。',
    confirmedBy: '（{names}）',
    confirm: '确认属实',
  },
}
