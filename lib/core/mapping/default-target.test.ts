import { describe, expect, it } from 'vitest'
import { completeTemplate } from './default-target'
import { exampleRules } from './example-estate'

const [vault] = exampleRules().vaults
const vaults = vault === undefined ? [] : [vault, { ...vault, name: 'second' }]
const mounts = [
  { vault: 'main', path: 'db', engine: 'database' },
  { vault: 'main', path: 'old', engine: 'kv-v1' },
  { vault: 'main', path: 'kv', engine: 'kv-v2' },
  { vault: 'second', path: 'team/kv', engine: 'kv-v2' },
] as const
const rules = { vaults, mounts: [...mounts] }

describe('completeTemplate', () => {
  it.each([
    [{}, 'main', 'kv'],
    [{ vault: 'second' }, 'second', 'team/kv'],
    [{ mount: 'team/kv' }, 'second', 'team/kv'],
    [{ mount: '/old/' }, 'main', '/old/'],
    [{ mount: 'nowhere' }, 'main', 'nowhere'],
    [{ vault: 'second', mount: 'kv' }, 'second', 'kv'],
  ])('of %j is in vault %s at mount %s', (template, name, mount) => {
    expect(completeTemplate(template, 'project', rules)).toMatchObject({ vault: name, mount })
  })

  it('takes kv-v1 where there is no kv-v2, and nothing where no mount is declared', () => {
    expect(completeTemplate({}, 'project', { vaults, mounts: mounts.slice(0, 2) })?.mount).toBe('old')
    expect(completeTemplate({}, 'project', { vaults, mounts: [] })).toBeNull()
  })

  it('names the path after the owner of each level, and the field after the key', () => {
    const paths = (['instance', 'group', 'project'] as const).map((level) => completeTemplate({}, level, rules)?.path)
    expect(paths).toEqual([
      'instance/{environment}/{protected}',
      '{group_path}/{environment}/{protected}',
      '{project_path}/{environment}/{protected}',
    ])
    expect(completeTemplate({}, 'group', rules)?.field).toBe('{key}')
  })
})
