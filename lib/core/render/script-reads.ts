// Paths that scripts read from Vault today: which role serves the job, and the grant once the mapping says so.
import { readExistingPaths } from '@/lib/core/mapping/existing-paths'
import type { Plan, Policy, Role } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultPathSource } from '@/lib/core/mapping/rules-file'
import type { StaticRead } from '@/lib/core/mapping/static-reads'
import { isExactPath } from './vault-policy'

export type ScriptReadRow = {
  read: StaticRead
  /** Null where the path is not known before the job runs, or begins with no declared mount. */
  place: { vault: string; mount: string; path: string } | null
  /** The planned role of the job in that vault; null while the job has none. */
  role: string | null
  /** Does the role read it already: by a variable, or since the mapping says so? */
  granted: boolean
  /** Does the mapping say that the role may read it? */
  accepted: boolean
}

/** One row for each path that a script reads, in the order of the estate. */
export function scriptReadRows(reads: readonly StaticRead[], plan: Plan, rules: RulesFile): ScriptReadRow[] {
  const roles = rolesByJob(plan)
  const policies = new Map(plan.policies.map((policy) => [`${policy.vault} ${policy.name}`, policy]))
  const accepted = new Set(rules.sources.flatMap((one) => (one.kind === 'vault-path' ? [keyOf(one)] : [])))
  return reads.map((read) => {
    const place = placeOf(read.path, rules)
    if (place === null) return { read, place, role: null, granted: false, accepted: false }
    const role = roles.get(JSON.stringify([read.project, read.job, place.vault])) ?? null
    const path = grantPath(place, rules)
    const granted = (role?.policies ?? []).some((name) =>
      policies.get(`${place.vault} ${name}`)?.paths.some((one) => one.path === path),
    )
    return { read, place, role: role?.name ?? null, granted, accepted: accepted.has(keyOf({ ...read, ...place })) }
  })
}

function placeOf(path: string, rules: RulesFile): ScriptReadRow['place'] {
  if (/[$*{}]/.test(path) || !isExactPath(path)) return null
  const found = readExistingPaths(path, rules.mounts).paths[0]
  return found === undefined ? null : { vault: found.vault, mount: found.mount, path: found.path }
}

const keyOf = ({ project, job, vault, mount, path }: Omit<VaultPathSource, 'kind'>) =>
  JSON.stringify([project, job, vault, mount, path])

function rolesByJob(plan: Pick<Plan, 'jobs' | 'roles'>): Map<string, Role> {
  const roles = new Map(plan.roles.map((role) => [`${role.vault} ${role.name}`, role]))
  return new Map(
    plan.jobs.flatMap(({ project, job, vault, role }): [string, Role][] => {
      const found = roles.get(`${vault} ${role}`)
      return found ? [[JSON.stringify([project, job.name, vault]), found]] : []
    }),
  )
}

/** The path as a policy spells it. */
function grantPath({ vault, mount, path }: { vault: string; mount: string; path: string }, rules: RulesFile): string {
  const declared = rules.mounts.find((one) => one.vault === vault && one.path.replace(/^\/+|\/+$/g, '') === mount)
  return declared?.engine === 'kv-v2' ? `${mount}/data/${path}` : `${mount}/${path}`
}

/**
 * Adds to a project's own policy the paths that the mapping lets its scripts read. A job without a planned role gets
 * nothing, a shared policy is never widened, and a path that Vault would read as a pattern is left out.
 */
export function withScriptReads(plan: Plan, rules: RulesFile): Plan {
  const wanted = rules.sources.filter((one) => one.kind === 'vault-path')
  if (wanted.length === 0) return plan
  const roles = rolesByJob(plan)
  const own = new Map(plan.policies.map((policy) => [`${policy.vault} ${policy.name}`, policy]))
  for (const { project, job, vault, mount, path } of wanted) {
    const grant = grantPath({ vault, mount, path }, rules)
    const role = roles.get(JSON.stringify([project, job, vault]))
    if (role === undefined || !isExactPath(grant)) continue
    const name = role.policies
      .map((one) => `${vault} ${one}`)
      .find((one) => own.get(one)?.owner.level === 'project' && own.get(one)?.owner.path === project)
    const policy = name === undefined ? undefined : own.get(name)
    if (name !== undefined && policy !== undefined) own.set(name, withPath(policy, grant, job))
  }
  return { ...plan, policies: plan.policies.map((one) => own.get(`${one.vault} ${one.name}`) ?? one) }
}

function withPath(policy: Policy, path: string, job: string): Policy {
  const known = policy.paths.find((one) => one.path === path)
  const scripts = [...new Set([...(known?.scripts ?? []), job])].sort()
  const changed = { ...(known ?? { path, variableIds: [] }), scripts }
  const paths = [...policy.paths.filter((one) => one !== known), changed]
  return { ...policy, paths: paths.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}
