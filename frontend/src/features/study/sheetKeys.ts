/** What was typed about a line of a sheet: its number, and a time for somebody late. Nothing where it cannot be read. */
export function keyed(text: string): { number: number; at?: string } | undefined {
  const parts = /^(\d{1,4})(?:\s+(\d{1,2})[:：]?(\d{2}))?$/.exec(text.trim())
  if (!parts) return undefined
  const [, number, hour, minute] = parts
  if (hour === undefined) return { number: Number(number) }
  if (Number(hour) > 23 || Number(minute) > 59) return undefined
  return { number: Number(number), at: `${hour.padStart(2, '0')}:${minute}` }
}
