// Target cells that people changed: what they mean as a hand-made choice, and what is wrong with them.
import { expandTemplate, templateNames } from '@/lib/core/mapping/expand-template'
import type { RulesFile, TargetTemplate } from '@/lib/core/mapping/rules-file'
import { templateConfusions, vaultPathProblems } from '@/lib/core/mapping/vault-path'
import type { Answers } from './questionnaire'

export type TargetColumn = 'target_vault' | 'target_mount' | 'target_path' | 'target_field'

/** `changed` holds the cells that differ from `answers`; `answers` as they would be after it. */
export function targetProblems(
  changed: Partial<Record<TargetColumn, string>>,
  answers: Answers,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): { column: TargetColumn; message: string }[] {
  const { target_vault: vault, target_mount: mount, target_path: path, target_field: field } = changed
  const problems: { column: TargetColumn; message: string }[] = []
  const say = (column: TargetColumn, messages: string[]) =>
    problems.push(...messages.map((message) => ({ column, message: `${message}.` })))
  if (vault !== undefined && !rules.vaults.some((one) => one.name === vault)) {
    const names = rules.vaults.map((one) => one.name).join(', ') || 'none is declared'
    say('target_vault', [`No Vault is called ${vault} (${names})`])
  }
  if (mount !== undefined || vault !== undefined) {
    const mine = rules.mounts.filter((one) => answers.target_vault === '' || one.vault === answers.target_vault)
    const wanted = answers.target_mount
    if (wanted !== '' && !mine.some((one) => one.path === wanted)) {
      const names = mine.map((one) => one.path).join(', ') || 'none is declared'
      say(mount === undefined ? 'target_vault' : 'target_mount', [`No mount is called ${wanted} there (${names})`])
    }
  }
  if (path !== undefined) {
    const filled = fill(path)
    const confusions = templateConfusions({ mount: answers.target_mount, path })
    say('target_path', [...filled.problems, ...vaultPathProblems({ ...fitting, path: filled.text }), ...confusions])
  }
  if (field !== undefined) {
    const filled = fill(field)
    say('target_field', [...filled.problems, ...vaultPathProblems({ ...fitting, field: filled.text })])
  }
  return problems
}

const fitting = { mount: 'm', path: 'p', field: 'f' }

function fill(template: string): { text: string; problems: string[] } {
  const values = Object.fromEntries(templateNames.map((name) => [name, 'x'])) as Record<
    (typeof templateNames)[number],
    string
  >
  const { text, unknown } = expandTemplate(template, values)
  const known = templateNames.map((name) => `{${name}}`).join(', ')
  return { text, problems: unknown.map((name) => `{${name}} means nothing; there are ${known}`) }
}

/** What stays as it is comes from where it came from before. */
export function targetOf(changed: Partial<Record<TargetColumn, string>>, before: TargetTemplate = {}): TargetTemplate {
  const { target_vault: vault, target_mount: mount, target_path: path, target_field: field } = changed
  const said = Object.entries({ vault, mount, path, field }).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(said) }
}
