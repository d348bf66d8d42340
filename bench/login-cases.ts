// Logins as jobs make them: each role of an estate, asked by a job of its project for each way of starting a pipeline.
import type { AccessModel } from '@/lib/core/render/access-model'
import { tokenFor } from '@/lib/core/render/access-try'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { triggers } from '@/lib/core/trust/claims-of'
import type { WrittenConfig } from '@/lib/core/trust/evaluate-config-write'
import type { WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import type { PolicyRule } from '@/lib/core/trust/policy/parse-policy'

export type LoginCase = { role: string; claims: Claims; paths: string[] }

export type LoginCases = {
  config: WrittenConfig
  roles: ReadonlyMap<string, WrittenRole>
  rules: ReadonlyMap<string, PolicyRule[]>
  /** What an export writes, by name. */
  texts: { roles: Map<string, string>; policies: string[] }
  cases: LoginCase[]
}

/** Of the first vault. `now` goes into the tokens, Unix seconds. Throws where there is nothing to log in to. */
export function loginCases(model: AccessModel, now: number): LoginCases {
  const [mount] = model.mounts
  if (!mount?.config) throw new Error('The estate has no vault that is configured')
  const roles = new Map<string, WrittenRole>()
  const texts = new Map<string, string>()
  const cases: LoginCase[] = []
  for (const { role, written, text } of mount.roles) {
    const project = model.projects.get(role.project)
    if (written === null || project === undefined) continue
    roles.set(role.name, written)
    texts.set(role.name, text)
    const paths = model.plan.policies.filter(({ name }) => role.policies.includes(name)).flatMap((one) => one.paths)
    for (const trigger of triggers) {
      const environment = nameOf(role.environment)
      const { claims } = tokenFor(model, project, { trigger, ref: null, environment }, mount.vault.audience)
      const signed = { ...claims, iat: now, nbf: now - 5, exp: now + 3600 }
      cases.push({ role: role.name, claims: signed, paths: paths.map(({ path }) => path) })
    }
  }
  const policies = model.plan.policies.map(({ name }) => name)
  return { config: mount.config, roles, rules: mount.rulesOf(policies), texts: { roles: texts, policies }, cases }
}

function nameOf(environment: AccessModel['plan']['roles'][number]['environment']): string | null {
  if (environment.kind === 'name') return environment.name
  return environment.kind === 'pattern' ? environment.pattern.replaceAll('*', 'one') : null
}
