// The place that a rule names, with the defaults for what it leaves out.
import type { Problem } from '@/lib/core/inventory/problem'
import type { Level } from '@/lib/core/inventory/variable'
import { expandTemplate, type TemplateValues } from './expand-template'
import type { Engine, Target } from './plan'
import type { Mount, RulesFile, TargetTemplate } from './rules-file'
import { templateConfusions, vaultPathProblems } from './vault-path'

export type CompleteTemplate = { vault: string; mount: string; path: string; field: string }

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
  return { vault, mount, path: template.path ?? defaultPaths[level], field: template.field ?? '{key}' }
}

const defaultPaths: Record<Level, string> = {
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

/** Expands all parts of a template and checks the result: names, mount, engine, path. */
export function expandTarget(
  template: CompleteTemplate,
  values: TemplateValues,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): ExpandedTarget {
  const parts = {
    vault: expandTemplate(template.vault, values),
    mount: expandTemplate(template.mount, values),
    path: expandTemplate(template.path, values),
    field: expandTemplate(template.field, values),
  }
  const all = Object.values(parts)
  const target: Target = {
    vault: parts.vault.text,
    mount: trimSlashes(parts.mount.text),
    path: parts.path.text,
    field: parts.field.text,
  }
  const blockers: Problem[] = []
  const unknown = [...new Set(all.flatMap((part) => part.unknown))]
  const missing = [...new Set(all.flatMap((part) => part.missing))]
  if (unknown.length > 0) blockers.push(problem('template_unknown_name', `No such name: ${braced(unknown)}`))
  if (missing.length > 0) blockers.push(problem('path_invalid', `No value here for ${braced(missing)}`))
  const reasons = [...templateConfusions(template), ...vaultPathProblems(target)]
  if (reasons.length > 0) blockers.push(problem('path_invalid', reasons.join('; ')))
  const declared = rules.mounts.find(
    (mount) => mount.vault === target.vault && trimSlashes(mount.path) === target.mount,
  )
  const engine = declared?.engine ?? 'kv-v2'
  if (declared === undefined || !rules.vaults.some((vault) => vault.name === target.vault)) {
    blockers.push(problem('mount_undeclared', `Mount ${target.mount} of vault ${target.vault} is not declared`))
  } else if (engine !== 'kv-v2' && engine !== 'kv-v1') {
    blockers.push(problem('engine_not_supported', `Mount ${target.mount} is of engine ${engine}`))
  }
  return { target, engine, blockers }
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
