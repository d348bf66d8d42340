// The place that a rule names, with the defaults for what it leaves out.
import type { Problem } from '@/lib/core/inventory/problem'
import type { Level } from '@/lib/core/inventory/variable'
import {
  completeEnginePath,
  type DynamicEngine,
  defaultEnginePaths,
  engineProblems,
  engineValues,
  guessEngineField,
  isDynamic,
} from './engine-target'
import { type Expanded, expandTemplate, type TemplateValues } from './expand-template'
import type { Engine, Target } from './plan'
import type { Mount, RulesFile, TargetTemplate } from './rules-file'
import { templateConfusions, vaultPathProblems } from './vault-path'

/** `guessed` names the parts that no rule names, and the level that a path is then made for. */
export type CompleteTemplate = {
  vault: string
  mount: string
  path: string
  field: string
  guessed: { path: Level | null; field: boolean }
}

/**
 * Fills in what a target leaves out. The mount is the first declared kv-v2 mount (of the named vault, if one is named),
 * else the first kv-v1 mount, else the first of any engine; the vault is that of the mount, else the first declared.
 * The path is that of the owner, the environment and the protection, the field is the key. Vault and mount are null
 * where nothing is declared.
 */
export function completeTemplate(
  template: TargetTemplate,
  level: Level,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): CompleteTemplate | null {
  const mount = template.mount ?? defaultMount(template.vault, rules.mounts)?.path
  const holder = rules.mounts.find((entry) => trimSlashes(entry.path) === trimSlashes(mount ?? ''))
  const vault = template.vault ?? holder?.vault ?? rules.vaults[0]?.name
  if (vault === undefined || mount === undefined) return null
  return {
    vault,
    mount,
    path: template.path ?? defaultPaths[level],
    field: template.field ?? '{key}',
    guessed: { path: template.path === undefined ? level : null, field: template.field === undefined },
  }
}

/** The path of an owner, by level, where no rule names one. */
export const defaultPaths: Record<Level, string> = {
  instance: 'instance/{environment}/{protected}',
  group: '{group_path}/{environment}/{protected}',
  project: '{project_path}/{environment}/{protected}',
  schedule: '{project_path}/{environment}/{protected}',
}

function defaultMount(vault: string | undefined, mounts: Mount[]): Mount | undefined {
  const candidates = mounts.filter((mount) => vault === undefined || mount.vault === vault)
  const first = (engine: Engine) => candidates.find((mount) => mount.engine === engine)
  return first('kv-v2') ?? first('kv-v1') ?? candidates[0]
}

/** A target with its engine and what is wrong with it; the engine is `kv-v2` where the mount is not declared. */
export type ExpandedTarget = { target: Target; engine: Engine; blockers: Problem[] }

/**
 * Expands all parts of a template and checks the result: names, mount, engine, path. At an engine that stores nothing the
 * path is one of its own (`creds/app`, `sign/release`), values in it are made fit for a name, and a field that no rule
 * names is told by the key, where it can be.
 */
export function expandTarget(
  template: CompleteTemplate,
  values: TemplateValues,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): ExpandedTarget {
  const vault = expandTemplate(template.vault, values)
  const mount = expandTemplate(template.mount, values)
  const place = { vault: vault.text, mount: trimSlashes(mount.text) }
  const declared = rules.mounts.find((entry) => entry.vault === place.vault && trimSlashes(entry.path) === place.mount)
  const engine = declared?.engine ?? 'kv-v2'
  const { path, field, target } = isDynamic(engine)
    ? enginePlace(template, values, place, engine)
    : plainPlace(template, values, place)
  const all = [vault, mount, path, field]
  const blockers: Problem[] = []
  const unknown = [...new Set(all.flatMap((part) => part.unknown))]
  const missing = [...new Set(all.flatMap((part) => part.missing))]
  if (unknown.length > 0) blockers.push(problem('template_unknown_name', `No such name: ${braced(unknown)}`))
  if (missing.length > 0) blockers.push(problem('path_invalid', `No value here for ${braced(missing)}`))
  const reasons = [
    ...templateConfusions(template),
    ...vaultPathProblems(target),
    ...(isDynamic(engine) ? engineProblems(engine, target.path, target.field) : []),
  ]
  if (reasons.length > 0) blockers.push(problem('path_invalid', reasons.join('; ')))
  if (declared === undefined || !rules.vaults.some((known) => known.name === target.vault)) {
    blockers.push(problem('mount_undeclared', `Mount ${target.mount} of vault ${target.vault} is not declared`))
  }
  return { target, engine, blockers }
}

type Place = { path: Expanded; field: Expanded; target: Target }

function plainPlace(template: CompleteTemplate, values: TemplateValues, at: { vault: string; mount: string }): Place {
  const path = expandTemplate(template.path, values)
  const field = expandTemplate(template.field, values)
  return { path, field, target: { ...at, path: path.text, field: field.text } }
}

function enginePlace(
  template: CompleteTemplate,
  values: TemplateValues,
  at: { vault: string; mount: string },
  engine: DynamicEngine,
): Place {
  const { guessed } = template
  const path = expandTemplate(
    guessed.path === null ? template.path : defaultEnginePaths[guessed.path],
    engineValues(values),
  )
  const whole = completeEnginePath(engine, path.text)
  const field = expandTemplate(template.field, values)
  const guess = guessed.field ? guessEngineField(engine, whole, values.key ?? '') : null
  return { path, field, target: { ...at, path: whole, field: guess ?? field.text } }
}

function braced(names: string[]): string {
  return names.map((name) => `{${name}}`).join(', ')
}

function problem(code: Problem['code'], detail: string): Problem {
  return { code, detail, evidence: [] }
}

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, '')
}
