// Where one mapped variable goes: its places in Vault, and what is wrong with them by themselves.

import type { AnalysedVariable } from '@/lib/core/inventory/analysed-variable'
import type { JobEnvironment } from '@/lib/core/inventory/consumer'
import { idPart, instanceOf, pathPart } from '@/lib/core/inventory/gitlab-instance'
import type { Problem } from '@/lib/core/inventory/problem'
import type { Variable } from '@/lib/core/inventory/variable'
import { divideConsumers, firstLines, type Share } from './answer-star'
import { completeTemplate, type ExpandedTarget, expandTarget } from './default-target'
import type { EstateIndex } from './estate-index'
import type { TemplateValues } from './expand-template'
import type { Placement, Target } from './plan'
import type { RulesFile, StarAnswer, TargetTemplate } from './rules-file'

export type Placed = { target: Target | null; placements: Placement[]; blockers: Problem[]; warnings: Problem[] }

/** Takes a variable and what a rule or choice says about it; gives its places. */
export function placeVariable(
  analysed: AnalysedVariable,
  template: TargetTemplate,
  star: StarAnswer | null,
  index: EstateIndex,
  today: string,
): Placed {
  const { variable, consumers } = analysed
  const complete = completeTemplate(template, variable.level, rulesFor(variable, template, index.rules))
  if (complete === null) {
    const detail = 'No mount is declared, and the rule names none'
    return {
      target: null,
      placements: [],
      blockers: [{ code: 'mount_undeclared', detail, evidence: [] }],
      warnings: [],
    }
  }
  const { shares, blockers, warnings } = divideConsumers(analysed, star, index, today)
  const expanded = shares.map((share) => {
    const isProtected = protectedShare(variable, share, index)
    const values = valuesOf(variable, share.environment, isProtected, index)
    return { share, isProtected, ...expandTarget(complete, values, index.rules) }
  })
  const placements = expanded.map((one) => ({
    target: one.target,
    engine: one.engine,
    file: template.file ?? variable.variableType === 'file',
    environment: one.share.environment,
    protected: one.isProtected,
    consumers: one.share.consumers,
  }))
  const unknown = consumers.filter((one) => one.environment.kind === 'not_static')
  return {
    target: commonTarget(expanded, () => {
      const flags = new Set(placements.map((one) => one.protected))
      const flag = flags.size === 1 ? flags.has(true) : null
      return expandTarget(complete, valuesOf(variable, '{environment}', flag, index), index.rules).target
    }),
    placements,
    blockers: [
      ...blockers,
      ...uniqueProblems(expanded.flatMap((one) => [...one.blockers, ...otherGitlab(variable, one.target, index)])),
      ...onePlaceForSeveral(placements),
      ...(unknown.length === 0
        ? []
        : [
            notStatic(
              unknown.map((one) => one.environment),
              firstLines(unknown),
            ),
          ]),
    ],
    warnings,
  }
}

/**
 * A place is protected when the variable is protected in GitLab, or when only production reads it; without consumers,
 * when its scope names production.
 */
function protectedShare(variable: Variable, share: Share, index: EstateIndex): boolean {
  if (variable.protected || share.only === 'production') return true
  if (share.consumers.length > 0) return share.consumers.every((one) => index.production(one.project, one.environment))
  return index.production(variable.owner ?? '', scopeAsEnvironment(variable.environmentScope))
}

/** A scope as an environment: none for `*`, a name, or a pattern. */
export function scopeAsEnvironment(scope: string): JobEnvironment {
  if (scope === '*') return { kind: 'none' }
  return scope.includes('*') ? { kind: 'pattern', pattern: scope } : { kind: 'name', name: scope }
}

/** Where a rule names no vault it means one whose login trusts the GitLab of the variable, if there is one. */
function rulesFor(
  { owner }: Variable,
  { vault }: TargetTemplate,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): Pick<RulesFile, 'vaults' | 'mounts'> {
  if (vault !== undefined || !rules.vaults.some(({ gitlab }) => gitlab)) return rules
  const vaults = rules.vaults.filter(({ gitlab }) => (gitlab || null) === instanceOf(owner))
  const mounts = rules.mounts.filter((mount) => vaults.some(({ name }) => name === mount.vault))
  return mounts.length === 0 ? rules : { vaults, mounts }
}

/** The jobs that read the variable get their tokens from another GitLab than the one that the vault's login trusts. */
function otherGitlab({ owner }: Variable, target: Target, { rules }: EstateIndex): Problem[] {
  const vault = rules.vaults.find(({ name }) => name === target.vault)
  const instance = instanceOf(owner)
  if (vault === undefined || (vault.gitlab || null) === instance) return []
  const detail = `Vault ${vault.name} trusts ${vault.gitlab ? `GitLab ${vault.gitlab}` : 'the first GitLab'}, and the jobs run in ${instance ?? 'the first'}`
  return [{ code: 'vault_other_gitlab', detail, evidence: [] }]
}

/** What the names of a template stand for. `protected` null leaves that name as written. */
function valuesOf(
  variable: Variable,
  environment: string,
  isProtected: boolean | null,
  index: EstateIndex,
): TemplateValues {
  const ownedByProject = variable.level === 'project' || variable.level === 'schedule'
  const path = ownedByProject ? variable.owner : null
  const project = path === null ? null : index.project(path)
  const parent = path === null ? null : (project?.groupPath ?? path.split('/').slice(0, -1).join('/'))
  const group = variable.level === 'group' ? variable.owner : parent
  return {
    project_id: project === null ? null : idPart(project.fullPath, project.id),
    project_path: path === null ? null : pathPart(path),
    group_path: group === null ? null : pathPart(group),
    environment,
    key: variable.key,
    scope: variable.environmentScope,
    protected: isProtected === null ? '{protected}' : isProtected ? 'protected' : 'open',
  }
}

function commonTarget(expanded: ExpandedTarget[], otherwise: () => Target): Target | null {
  const [first, ...rest] = expanded
  return first === undefined || rest.length > 0 ? otherwise() : first.target
}

function onePlaceForSeveral(placements: Placement[]): Problem[] {
  const places = new Set(placements.map((one) => JSON.stringify(one.target)))
  if (places.size === placements.length) return []
  const detail = 'The answer is one place per environment, but the target has no {environment}'
  return [{ code: 'path_collision', detail, evidence: [] }]
}

function notStatic(environments: JobEnvironment[], evidence: Problem['evidence']): Problem {
  const texts = environments.flatMap((one) => (one.kind === 'not_static' ? [one.text] : []))
  return { code: 'environment_not_static', detail: [...new Set(texts)].join(', '), evidence }
}

function uniqueProblems(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [`${one.code} ${one.detail}`, one])).values()]
}
