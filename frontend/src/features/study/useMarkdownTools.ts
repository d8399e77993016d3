import { nextTick, type Ref } from 'vue'

/** What a simple editor can do to the words that are marked. */
export type Tool = 'heading' | 'list' | 'bold'

/**
 * Puts Markdown around the marked words of a text field, or takes it away again.
 * The field keeps its focus and its marking.
 */
export function useMarkdownTools(text: Ref<string>, field: () => HTMLTextAreaElement | null | undefined) {
  async function apply(tool: Tool) {
    const area = field()
    if (!area) return
    const result = withTool(text.value, area.selectionStart, area.selectionEnd, tool)
    text.value = result.text
    await nextTick()
    area.focus()
    area.setSelectionRange(result.from, result.to)
  }
  return { apply }
}

/** The text with a tool used on what lies between two places, and where that lies afterwards. */
export function withTool(text: string, from: number, to: number, tool: Tool) {
  if (tool === 'bold') {
    const marked = text.slice(from, to)
    const bold = marked.startsWith('**') && marked.endsWith('**') && marked.length > 4
    const next = bold ? marked.slice(2, -2) : `**${marked}**`
    return { text: text.slice(0, from) + next + text.slice(to), from, to: from + next.length }
  }
  const sign = tool === 'heading' ? '## ' : '- '
  const start = text.lastIndexOf('\n', from - 1) + 1
  const lineEnd = text.indexOf('\n', to)
  const end = lineEnd < 0 ? text.length : lineEnd
  const lines = text.slice(start, end).split('\n')
  const all = lines.every((line) => line.startsWith(sign))
  const next = lines
    .map((line) => (all ? line.slice(sign.length) : sign + line.replace(/^(## |- )/, '')))
    .join('\n')
  return { text: text.slice(0, start) + next + text.slice(end), from: start, to: start + next.length }
}
