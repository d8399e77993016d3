/** The session that a check-in code names in its first sixteen bytes; nothing where the code is too short to be one. */
export function sessionOf(code: string): string | undefined {
  try {
    const bytes = atob(code.slice(0, 22).replaceAll('-', '+').replaceAll('_', '/') + '==')
    if (bytes.length < 16) return undefined
    const hex = [...bytes.slice(0, 16)].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  } catch {
    return undefined
  }
}
