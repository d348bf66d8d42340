// A rules file that names a project or group by its old path, with the new one in its place.
import type { RulesFile } from './rules-file'

export type Rename = { kind: 'group' | 'project'; from: string; to: string }

/**
 * Takes a rules file and a rename, and gives the file with the new path and how many of its parts named the old one: rules,
 * choices, exclusions, fates, tiers, sources and policy repositories. A group also stands in the paths below it. Patterns with
 * `*` are left as they are: what they mean is the person's to say.
 */
export function renameInRules(rules: RulesFile, { kind, from, to }: Rename): { rules: RulesFile; parts: number } {
  let parts = 0
  const path = (text: string): string => {
    const below = kind === 'group' && text.startsWith(`${from}/`)
    if (text.includes('*') || (text !== from && !below)) return text
    parts += 1
    return `${to}${text.slice(from.length)}`
  }
  const owned = <T extends { level: string; owner: string | null }>(one: T): T => {
    const fits = kind === 'group' || one.level === 'project' || one.level === 'schedule'
    return one.owner === null || !fits ? one : { ...one, owner: path(one.owner) }
  }
  const renamed: RulesFile = {
    ...rules,
    vaults: rules.vaults.map((vault) =>
      vault.policy_repository ? { ...vault, policy_repository: path(vault.policy_repository) } : vault,
    ),
    tiers: rules.tiers.map((tier) => (kind === 'group' ? { ...tier, group: path(tier.group) } : tier)),
    rules: rules.rules.map((rule) => {
      const { group, project } = rule.match
      const match = {
        ...rule.match,
        ...(group === undefined || kind === 'project' ? {} : { group: path(group) }),
        ...(project === undefined ? {} : { project: path(project) }),
      }
      return { ...rule, match }
    }),
    choices: rules.choices.map(owned),
    excluded: rules.excluded.map(owned),
    fates: rules.fates.map(owned),
    sources: rules.sources.map((source) => ({ ...source, project: path(source.project) })),
  }
  return { rules: renamed, parts }
}
