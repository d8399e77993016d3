/** What a system may be allowed: resources of the contract and whether they can be read and written. */
export const resources = [
  { name: 'organizations', writable: true },
  { name: 'branches', writable: true },
  { name: 'members', writable: true },
  { name: 'imports', writable: true },
  { name: 'campaigns', writable: false },
  { name: 'campaign-templates', writable: false },
  { name: 'study-sessions', writable: true },
  { name: 'materials', writable: false },
  { name: 'reading-list', writable: false },
  { name: 'discussions', writable: false },
  { name: 'requirements', writable: false },
  { name: 'rectification-items', writable: true },
  { name: 'outcomes', writable: true },
  { name: 'progress', writable: false },
] as const

/** Shows numbers in clear, so it stands apart. */
export const disclose = 'members:disclose'

export const scopes: string[] = resources
  .flatMap((r) => [`${r.name}:read`, ...(r.writable ? [`${r.name}:write`] : [])])
  .concat(disclose)
