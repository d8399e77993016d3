import { describe, expect, it } from 'vitest'
import { withTool } from './useMarkdownTools'

describe('the tools of the simple editor', () => {
  it('make a heading of the line that the mark stands in, and take it away again', () => {
    const made = withTool('议程\n决定', 3, 5, 'heading')
    expect(made.text).toBe('议程\n## 决定')
    expect(withTool(made.text, made.from, made.to, 'heading').text).toBe('议程\n决定')
  })
  it('make a list of every marked line', () => {
    expect(withTool('一\n二\n三', 0, 3, 'list').text).toBe('- 一\n- 二\n三')
  })
  it('turn a heading into a list entry, not into both', () => {
    expect(withTool('## 决定', 0, 2, 'list').text).toBe('- 决定')
  })
  it('set marked words in bold and undo it', () => {
    const made = withTool('按期完成', 0, 2, 'bold')
    expect(made.text).toBe('**按期**完成')
    expect(withTool(made.text, made.from, made.to, 'bold').text).toBe('按期完成')
  })
})
