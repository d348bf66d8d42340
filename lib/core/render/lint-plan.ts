// The lint of every planned role, as Vault would store it.
import { ofInstance } from '@/lib/core/inventory/gitlab-instance'
import type { Role } from '@/lib/core/mapping/plan'
import { triggers } from '@/lib/core/trust/claims-of'
import { lint } from '@/lib/core/trust/lint'
import type { LintFacts, LintFinding } from '@/lib/core/trust/lint-facts'
import { lineOfKey } from './access-files'
import type { AccessModel } from './access-model'
import { type AccessMount, type AccessRole, bodyOf, boundProject } from './access-mounts'
import { claimValues } from './drift-fields'
import type { DriftFinding, Unknown } from './drift-finding'
import { plainValue } from './drift-item'
import { groupBy } from './group-by'
import { estateFacts, type PeopleOfProject, usualFacts } from './lint-plan-facts'
import { leaseSeconds } from './role-json'
import { pathsSharedWithMergeRequests } from './shared-paths'

export type RoleLint = DriftFinding & { advice: string; projects: number; triggers: string[]; people: number | null }

export type PlanLint = {
  findings: RoleLint[]
  /** What holds for every role, by how roles are rendered: told once, no finding of any. */
  decided: { code: string; text: string; advice: string; roles: number }[]
  unknown: Unknown[]
}

/** Every role is rendered without metadata, since Vault would write to storage at each login. */
const decidedCodes = ['audit_without_person']

/**
 * Takes the access model and who may push, as far as it was read; gives what is risky in each planned role, with how far it
 * lets in. What is only a finding because a fact was not read goes to `unknown`.
 */
export function lintPlan(model: AccessModel, histories: readonly PeopleOfProject[] = []): PlanLint {
  const shared = [...pathsSharedWithMergeRequests(model.plan).keys()].map((key): [string, string] => JSON.parse(key))
  const jobs = groupBy(model.plan.jobs, ({ vault, role }) => JSON.stringify([vault, role]))
  const findings: RoleLint[] = []
  const decided = new Map<string, PlanLint['decided'][number]>()
  const unset = new Set<string>()
  for (const mount of model.mounts) {
    const facts = estateFacts(ofInstance(model.estate, mount.vault.gitlab), histories)
    const paths = shared.filter(([vault]) => vault === mount.vault.name).map(([, path]) => path)
    for (const planned of mount.roles) {
      if (planned.written === null || mount.config === null) continue
      const { role } = planned
      const own = jobs.get(JSON.stringify([role.vault, role.name])) ?? []
      const bound = boundProject(role)
      const roleFacts: LintFacts = {
        ...usualFacts(facts),
        projects: facts.projects(bound === null ? null : [bound]),
        production: role.production,
        environment: environmentOf(role, model),
        jobs: own.map(({ job }) => ({ name: job.name, hasEnvironment: job.environment.kind !== 'none' })),
        pipelineVariablesFrom: facts.variablesFrom(role.project),
        variablesAbove: facts.variablesAbove(role.project),
        leaseSeconds: role.tokenSeconds === undefined ? null : leaseSeconds,
        paths,
        mergeRequestPaths: paths,
      }
      const policies = mount.rulesOf(role.policies)
      for (const one of lint(planned.written, mount.config, policies, roleFacts, model.flavour)) {
        if (one.code === 'redirected_login') {
          if (roleFacts.pipelineVariablesFrom === null) unset.add(role.project)
          else findings.push(settingLint(one, role, roleFacts.pipelineVariablesFrom))
        } else if (decidedCodes.includes(one.code)) addDecided(decided, one)
        else findings.push(roleLint(one, planned, mount))
      }
    }
  }
  return {
    findings: oncePerProject(perMount(findings)),
    decided: [...decided.values()],
    unknown: unreadSettings(unset),
  }
}

/** GitLab does not show the setting below Maintainer: whether pipeline variables can send a login elsewhere is unknown. */
function unreadSettings({ size }: ReadonlySet<string>): Unknown[] {
  if (size === 0) return []
  const of = size === 1 ? '1 project' : `${size.toLocaleString('en')} projects`
  return [
    { kind: 'setting', name: 'ci_pipeline_variables_minimum_override_role', why: `not shown of ${of} with roles` },
  ]
}

function addDecided(decided: Map<string, PlanLint['decided'][number]>, { code, text, advice }: LintFinding): void {
  const known = decided.get(code)
  if (known === undefined) decided.set(code, { code, text, advice, roles: 1 })
  else known.roles++
}

function environmentOf({ environment, projectId }: Role, model: AccessModel): LintFacts['environment'] {
  if (environment.kind !== 'name' && environment.kind !== 'pattern') return null
  if (environment.kind === 'pattern') return { name: environment.pattern.replaceAll('*', 'example'), protected: null }
  const project = model.estate.projects.find(({ id }) => id === projectId)
  const listed = project?.protectedEnvironments ?? null
  return { name: environment.name, protected: listed === null ? null : listed.includes(environment.name) }
}

const ofMount = ['issuer_not_bound', 'default_role']

/** What the configuration of the auth method brings about is one finding, not one for each role. */
function perMount(findings: RoleLint[]): RoleLint[] {
  const seen = new Set<string>()
  return findings.filter(({ code, vault }) => {
    if (!ofMount.includes(code)) return true
    const key = `${code} ${vault}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** A setting of the project is one finding, with all that its roles let in. */
function oncePerProject(findings: RoleLint[]): RoleLint[] {
  const kept = new Map<string, RoleLint>()
  return findings.filter((one) => {
    if (one.kind !== 'setting') return true
    const key = JSON.stringify([one.code, one.vault, one.project])
    const first = kept.get(key)
    if (first === undefined) {
      kept.set(key, one)
      return true
    }
    first.triggers = triggers.filter((trigger) => first.triggers.includes(trigger) || one.triggers.includes(trigger))
    first.people = first.people === null || one.people === null ? null : Math.max(first.people, one.people)
    return false
  })
}

function settingLint(finding: LintFinding, { vault, project }: Role, got: string): RoleLint {
  const { code, field, text, advice, reach } = finding
  const what = {
    code,
    kind: 'setting',
    name: project,
    field,
    want: null,
    got,
    vault,
    project,
    text,
    at: null,
    texts: null,
  }
  return { ...what, advice, projects: reach.projects, triggers: reach.triggers, people: reach.people }
}

/** Takes what a lint found; gives it with the line of the rendered role. `field` may name a claim or a policy. */
function roleLint(finding: LintFinding, { role, text, file }: AccessRole, mount: AccessMount): RoleLint {
  const { code, field, advice, reach } = finding
  const [top = '', claim] = field.split('.')
  const policy = /^policy (\S+)/.exec(field)?.[1]
  const policyFile = policy === undefined ? null : mount.policyFile(policy)
  const line = claim === undefined ? lineOfKey(text, top) : lineOfKey(text, claim, top)
  const auth = ofMount.includes(code)
  const body = bodyOf(text)
  const value = claim === undefined ? body[top] : claimValues(body).get(claim)
  return {
    ...{ code, kind: auth ? 'auth' : 'role', name: auth ? `auth/${mount.vault.auth_path}` : role.name, field },
    want: null,
    got: plainValue(value),
    vault: role.vault,
    project: auth ? null : role.project,
    text: finding.text,
    at: policyFile === null ? { file, line } : { file: policyFile, line: null },
    texts: null,
    advice,
    projects: reach.projects,
    triggers: reach.triggers,
    people: reach.people,
  }
}
