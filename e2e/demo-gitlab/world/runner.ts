// Runners of the demo estate: two of the instance, the others of groups. One is old, one is paused.

export interface Runner {
  id: number
  description: string
  type: 'instance_type' | 'group_type' | 'project_type'
  /** Full path of the group or project; null for the instance. */
  owner: string | null
  tags: string[]
  runUntagged: boolean
  accessLevel: 'not_protected' | 'ref_protected'
  paused: boolean
  status: 'online' | 'offline' | 'stale' | 'never_contacted'
  managers: { id: number; version: string; status: Runner['status'] }[]
}

const base = { runUntagged: false, accessLevel: 'not_protected', paused: false, status: 'online' } as const

const manager = (id: number, version: string, status: Runner['status'] = 'online') => ({ id, version, status })

export function demoRunners(): Runner[] {
  const shared = { ...base, type: 'instance_type', owner: null, tags: ['linux', 'docker'], runUntagged: true } as const
  const group = { ...base, type: 'group_type', tags: ['deploy'], accessLevel: 'ref_protected' } as const
  const runners = [
    { ...shared, id: 1, description: 'linux-shared-1', managers: [manager(11, '18.5.0'), manager(12, '18.5.0')] },
    { ...shared, id: 2, description: 'linux-shared-2', managers: [manager(21, '18.5.0')] },
    { ...group, id: 3, description: 'deploy-zone', owner: 'platform', managers: [manager(31, '17.11.1')] },
    {
      ...group,
      id: 4,
      description: 'hsm-zone',
      owner: 'payments',
      tags: ['deploy', 'hsm'],
      managers: [manager(41, '15.4.2'), manager(42, '15.4.2', 'offline')],
    },
    {
      ...base,
      id: 5,
      description: 'mac-mini-1',
      type: 'group_type',
      owner: 'shop',
      tags: ['macos'],
      paused: true,
      status: 'offline',
      managers: [manager(51, '16.2.0', 'offline')],
    },
  ] satisfies (Omit<Runner, 'tags'> & { tags: readonly string[] })[]
  return runners.map((runner) => ({ ...runner, tags: [...runner.tags] }))
}
