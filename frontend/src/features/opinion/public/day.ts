/** A date as it is said: 4月20日. */
export const day = (date: string) => {
  const [, month, dayOfMonth] = date.split('-').map(Number)
  return `${month}月${dayOfMonth}日`
}
