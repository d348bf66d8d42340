// Tests of the roles of engines.
import { describe, expect, test } from 'vitest'
import type { Placement } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { engineRoles, renderEngineRole } from './engine-role'
import { jobPlan, placement } from './render-fixture'

type Mount = RulesFile['mounts'][number]

function rolesFor(mount: Omit<Mount, 'vault'>, ...paths: string[]) {
  const entries = paths.map((at, index) => {
    const one: Placement = { ...placement(), engine: mount.engine }
    return {
      variableId: `${index}`,
      key: `K${index}`,
      placement: { ...one, target: { ...one.target, mount: mount.path, path: at } },
    }
  })
  return engineRoles({ jobs: [jobPlan({ entries }), jobPlan({ entries })] }, { mounts: [{ vault: 'main', ...mount }] })
}

describe('database', () => {
  test('makes a user that inherits what is granted, leaves nothing behind, and lives as long as a job', () => {
    const [role, ...others] = rolesFor(
      { path: 'db', engine: 'database', connection: 'shop', grants: ['app', 'a"b'] },
      'creds/x',
      'creds/x',
    )
    expect(others).toEqual([])
    expect(role).toMatchObject({ mount: 'db', name: 'x', path: 'db/roles/x', project: 'shop/api', problems: [] })
    expect(role && JSON.parse(renderEngineRole(role))).toEqual({
      db_name: 'shop',
      creation_statements: [
        `CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE "app", "a""b"`,
        'ALTER ROLE "{{name}}" SET role = "app"',
      ],
      revocation_statements: ['DROP ROLE IF EXISTS "{{name}}"'],
      default_ttl: 3600,
      max_ttl: 3600,
    })
  })

  test('grants nothing that nobody declared, and says so', () => {
    const [role] = rolesFor({ path: 'db', engine: 'database' }, 'creds/x')
    expect(role && renderEngineRole(role)).not.toContain('IN ROLE')
    expect(role?.problems).toHaveLength(2)
  })

  test('leaves static roles to those who own the user', () => {
    expect(rolesFor({ path: 'db', engine: 'database' }, 'static-creds/x')).toEqual([])
  })
})

describe('aws', () => {
  const policy = 'arn:aws:iam::123456789012:policy/deploy'
  const assumed = 'arn:aws:iam::123456789012:role/deploy'

  test.each([
    ['creds/x', [policy], { credential_type: 'iam_user', policy_arns: [policy] }],
    [
      'sts/x',
      [assumed],
      { credential_type: 'assumed_role', role_arns: [assumed], default_sts_ttl: 3600, max_sts_ttl: 3600 },
    ],
    [
      'sts/x',
      [policy],
      { credential_type: 'federation_token', policy_arns: [policy], default_sts_ttl: 3600, max_sts_ttl: 3600 },
    ],
  ])('%s with %j', (at, grants, body) => {
    const [role] = rolesFor({ path: 'aws', engine: 'aws', grants }, at)
    expect(role && JSON.parse(renderEngineRole(role))).toEqual(body)
    expect(role?.problems).toEqual([])
  })

  test('without grants it may only ask who it is', () => {
    const [role] = rolesFor({ path: 'aws', engine: 'aws' }, 'creds/x')
    const document: unknown = role?.body.engine === 'aws' && JSON.parse(role.body.role.policy_document ?? '')
    expect(document).toMatchObject({ Statement: [{ Effect: 'Allow', Action: 'sts:GetCallerIdentity' }] })
    expect(role?.problems).toHaveLength(1)
  })
})

test('transit has keys and no roles', () => {
  expect(rolesFor({ path: 'transit', engine: 'transit' }, 'sign/x')).toEqual([])
})
