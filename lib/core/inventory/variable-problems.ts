// Problems that follow from a variable's own facts and from where it lives.

import type { AnalysedVariable } from './analysed-variable'
import type { Estate, Project } from './estate'
import { untoldFlags } from './flag-versions'
import { instanceOwner } from './gitlab-instance'
import { isRunnerSetting } from './implicit-readers'
import type { Problem, ProblemCode } from './problem'
import type { Variable } from './variable'

export type OwnFacts = {
  variable: Variable
  classification: AnalysedVariable['classification']
  /** The owning project of a project or schedule variable. */
  project: Project | null
  /** Projects below a group or the instance whose CI configuration is not known. */
  unknownProjects: readonly string[]
  /** Projects outside whose repository the configuration of a consumer lies. */
  elsewhere: readonly string[]
  gaps: Estate['gaps']
  gitlabVersion: string | null
}

/** Takes a variable's own facts and gives its blockers and warnings, each with what exactly it is about. */
export function ownProblems(facts: OwnFacts): { blockers: Problem[]; warnings: Problem[] } {
  return { blockers: ownBlockers(facts), warnings: ownWarnings(facts) }
}

function ownBlockers({ variable, project }: OwnFacts): Problem[] {
  const problems: Problem[] = []
  const vault = vaultKeyCode(variable.key)
  if (vault) problems.push(problem(vault, variable.key))
  if (isRunnerSetting(variable.key)) problems.push(problem('runner_setting', variable.key))
  if (variable.level === 'schedule') {
    problems.push(problem('schedule_variable', `pipeline schedule ${variable.scheduleId} of ${variable.owner}`))
  }
  if (!project) return problems
  if (project.archived) return [...problems, problem('project_archived', project.fullPath)]
  if (project.ci.state === 'invalid') {
    problems.push(problem('ci_config_invalid', [project.fullPath, ...project.ci.errors.slice(0, 3)].join(': ')))
  }
  if (project.ci.state === 'unknown') {
    problems.push(problem('ci_config_unknown', `${project.fullPath} (${project.ci.reason})`))
  }
  if (configElsewhere(project)) {
    problems.push(problem('config_elsewhere', `${project.fullPath} uses ${project.ciConfigPath}`))
  }
  return problems
}

function ownWarnings(facts: OwnFacts): Problem[] {
  const { variable, classification, unknownProjects, elsewhere, gaps } = facts
  const problems: Problem[] = []
  const unknown = restOnly(variable, gaps)
  if (unknown.length > 0) problems.push(problem('graphql_needed', `${unknown.join(' and ')} is not known`))
  const untold = unknown.length > 0 ? [] : untoldFlags(variable, facts.gitlabVersion)
  if (untold.length > 0) problems.push(problem('unknown_flag', untold.join('; ')))
  if (variable.variableType === 'file') problems.push(problem('file_type', variable.key))
  if (variable.raw === false && !variable.masked) problems.push(problem('may_be_expanded', variable.key))
  if (classification.kind === 'secret' && !variable.masked) {
    problems.push(problem('looks_like_secret', classification.reason))
  }
  if (classification.kind === 'plain' && variable.masked) {
    problems.push(problem('looks_like_plain', classification.reason))
  }
  if (unknownProjects.length > 0) problems.push(problem('consumer_unknown', someOf(unknownProjects)))
  if (elsewhere.length > 0) problems.push(problem('config_elsewhere', someOf(elsewhere)))
  return problems
}

const credential = /^(?:VAULT|BAO)_(?:.*_)?(?:TOKEN|SECRET_ID|ROLE_ID|PASSWORD|PASS|SECRET)$/

/**
 * The code for a key that begins with VAULT_ or BAO_: a credential for Vault itself, or what tells the runner or the
 * command line where Vault is. Source: GitLab EE `build_runner_presenter.rb`; openbao `api/client.go`.
 */
export function vaultKeyCode(key: string): ProblemCode | null {
  if (!/^(?:VAULT|BAO)_/.test(key)) return null
  return credential.test(key) ? 'static_vault_credential' : 'vault_connection_variable'
}

/** Does the configuration lie in another project or behind a URL? */
export function configElsewhere(project: Pick<Project, 'ciConfigPath'>): boolean {
  return project.ciConfigPath.includes('@') || /^https?:\/\//.test(project.ciConfigPath)
}

/** Facts that only REST could have told, where the scan has a gap that says so. */
function restOnly(variable: Variable, gaps: Estate['gaps']): string[] {
  const missing = gaps.some(
    (gap) =>
      gap.reason === 'graphql_needed' &&
      gap.part === 'variables' &&
      (gap.path === instanceOwner(variable.owner) || gap.path === variable.owner),
  )
  if (!missing) return []
  return [...(variable.raw === null ? ['raw'] : []), ...(variable.hidden === null ? ['hidden'] : [])]
}

function problem(code: ProblemCode, detail: string): Problem {
  return { code, detail, evidence: [] }
}

function someOf(paths: readonly string[]): string {
  const left = paths.length - 5
  return paths.slice(0, 5).join(', ') + (left > 0 ? `, and ${left} more` : '')
}
