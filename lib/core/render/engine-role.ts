// The role of a dynamic engine: what the credentials are that Vault makes for a job.
import { makesLease } from '@/lib/core/mapping/delivery'
import type { Plan } from '@/lib/core/mapping/plan'
import type { Mount, RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { groupBy } from './group-by'
import { leaseSeconds } from './role-json'

export type DatabaseBody = {
  db_name: string
  creation_statements: string[]
  revocation_statements: string[]
  default_ttl: number
  max_ttl: number
}

export type AwsBody = {
  credential_type: 'iam_user' | 'assumed_role' | 'federation_token'
  policy_arns?: string[]
  role_arns?: string[]
  policy_document?: string
  default_sts_ttl?: number
  max_sts_ttl?: number
}

export type EngineRole = {
  vault: string
  mount: string
  /** Name of the role in its engine, and where it is written. */
  name: string
  path: string
  /** The one project whose jobs read it; null for several. */
  project: string | null
  body: { engine: 'database'; role: DatabaseBody } | { engine: 'aws'; role: AwsBody }
  /** What a person should still say. */
  problems: string[]
}

/**
 * Takes the plan and gives the roles of database and AWS engines that its jobs read, sorted by vault, mount and name.
 * What the credentials may do is said by `grants` at the mount: nothing is guessed, so without it a database user may only
 * log in, and an AWS credential only ask who it is. Static database roles are left to the people who own the user.
 */
export function engineRoles(plan: Pick<Plan, 'jobs'>, rules: Pick<RulesFile, 'mounts'>): EngineRole[] {
  const reads = plan.jobs.flatMap(({ project, entries }) =>
    entries.filter(({ placement }) => makesLease(placement)).map(({ placement: { target } }) => ({ project, target })),
  )
  const places = groupBy(reads, ({ target }) => JSON.stringify([target.vault, target.mount, target.path]))
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]): EngineRole[] => {
      const [first] = same
      if (first === undefined) return []
      const { vault, mount, path } = first.target
      const declared = rules.mounts.find((one) => one.vault === vault && one.path.replace(/^\/+|\/+$/g, '') === mount)
      const [operation = '', name = ''] = path.split('/')
      const projects = new Set(same.map(({ project }) => project))
      const place = {
        vault,
        mount,
        name,
        path: `${mount}/roles/${name}`,
        project: projects.size > 1 ? null : first.project,
      }
      if (declared?.engine === 'database') return [{ ...place, ...databaseRole(declared) }]
      return declared?.engine === 'aws' ? [{ ...place, ...awsRole(declared, operation) }] : []
    })
}

/**
 * PostgreSQL. What the user makes belongs to the granted role (`SET role` at login), so that dropping the user never fails
 * for what it owns. Statements are one each: Vault splits at `;` (OpenBao `plugins/database/postgresql`).
 */
function databaseRole({ connection, grants = [], path }: Mount): Pick<EngineRole, 'body' | 'problems'> {
  const name = '"{{name}}"'
  const quoted = grants.map((grant) => `"${grant.replaceAll('"', '""')}"`)
  const member = quoted.length === 0 ? '' : ` IN ROLE ${quoted.join(', ')}`
  const owner = quoted[0] === undefined ? [] : [`ALTER ROLE ${name} SET role = ${quoted[0]}`]
  const role: DatabaseBody = {
    db_name: connection ?? 'postgresql',
    creation_statements: [
      `CREATE ROLE ${name} WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'${member}`,
      ...owner,
    ],
    revocation_statements: [`DROP ROLE IF EXISTS ${name}`],
    default_ttl: leaseSeconds,
    max_ttl: leaseSeconds,
  }
  const problems = [
    ...(connection === undefined ? [`Mount ${path} declares no connection, so db_name is postgresql.`] : []),
    ...(grants.length === 0 ? [`Mount ${path} declares no grants, so the user may log in and nothing more.`] : []),
  ]
  return { body: { engine: 'database', role }, problems }
}

/** Allows nothing that AWS does not allow everybody. */
const identityOnly = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' }],
})

/** `creds/` makes an IAM user, `sts/` a session: of a role where one is granted. Source: Vault `builtin/logical/aws/path_roles.go`. */
function awsRole({ grants = [], path }: Mount, operation: string): Pick<EngineRole, 'body' | 'problems'> {
  const roles = grants.filter((arn) => /^arn:[^:]+:iam::\d*:role\//.test(arn))
  const policies = grants.filter((arn) => !roles.includes(arn))
  const ttl = { default_sts_ttl: leaseSeconds, max_sts_ttl: leaseSeconds }
  const allowed = policies.length > 0 ? { policy_arns: policies } : { policy_document: identityOnly }
  const role: AwsBody =
    operation !== 'sts'
      ? { credential_type: 'iam_user', ...allowed }
      : roles.length > 0
        ? { credential_type: 'assumed_role', role_arns: roles, ...ttl }
        : { credential_type: 'federation_token', ...allowed, ...ttl }
  const bare = role.policy_document !== undefined
  const problems = bare ? [`Mount ${path} declares no grants that fit, so the credential may only ask who it is.`] : []
  return { body: { engine: 'aws', role }, problems }
}

/** Takes an engine role; gives the JSON body of `POST <mount>/roles/<name>`. */
export function renderEngineRole({ body }: EngineRole): string {
  return `${JSON.stringify(body.role, null, 2)}\n`
}

/** The roles of one vault. */
export function engineRolesOf(roles: readonly EngineRole[], vault: Pick<VaultDeclaration, 'name'>): EngineRole[] {
  return roles.filter((role) => role.vault === vault.name)
}
