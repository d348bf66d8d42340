// What is wrong with the rules file itself, beyond its shape: names declared twice, or named and not declared.
import type { RulesFile } from './rules-file'

/** Plain sentences; empty when all is well. */
export function declarationProblems(rules: RulesFile): string[] {
  const vaults = new Set(rules.vaults.map((vault) => vault.name))
  const mounts = new Set(rules.mounts.map((mount) => `${mount.vault}:${mount.path}`))
  return [
    ...twice(rules.vaults.map((vault) => vault.name)).map((name) => `Vault ${name} is declared twice.`),
    ...twice(rules.mounts.map((mount) => `${mount.path} of vault ${mount.vault}`)).map(
      (name) => `Mount ${name} is declared twice.`,
    ),
    ...twice(rules.environments.map((environment) => environment.name)).map(
      (name) => `Environment ${name} is declared twice.`,
    ),
    ...twice(rules.tiers.map((tier) => tier.group)).map((group) => `The licence tier of ${group} is declared twice.`),
    ...sharedLogins(rules),
    ...rules.mounts
      .filter((mount) => !vaults.has(mount.vault))
      .map((mount) => `Mount ${mount.path} names vault ${mount.vault}, which is not declared.`),
    ...rules.rules.flatMap(({ target }, index) =>
      undeclared(target, vaults, mounts).map((text) => `Rule ${index + 1}: ${text}`),
    ),
    ...rules.choices.flatMap(({ target, key }) =>
      undeclared(target ?? {}, vaults, mounts).map((text) => `Choice for ${key}: ${text}`),
    ),
  ]
}

/** An auth mount has one issuer: two GitLabs need two. */
function sharedLogins({ vaults }: RulesFile): string[] {
  const loginOf = ({ address, namespace, auth_path }: RulesFile['vaults'][number]) =>
    JSON.stringify([address.replace(/\/+$/, ''), namespace ?? '', auth_path.replace(/^\/+|\/+$/g, '')])
  return vaults.flatMap((vault, at) => {
    const other = vaults.slice(0, at).find((one) => loginOf(one) === loginOf(vault))
    return other && (other.gitlab || null) !== (vault.gitlab || null)
      ? [`Vaults ${other.name} and ${vault.name} name one auth mount for two GitLabs: an auth mount trusts one.`]
      : []
  })
}

function twice(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function undeclared(target: { vault?: string; mount?: string }, vaults: Set<string>, mounts: Set<string>): string[] {
  const { vault, mount } = target
  if (vault !== undefined && !vaults.has(vault)) return [`vault ${vault} is not declared.`]
  if (mount === undefined) return []
  const declared = [...mounts].some((known) =>
    vault === undefined ? known.endsWith(`:${mount}`) : known === `${vault}:${mount}`,
  )
  return declared ? [] : [`mount ${mount} is not declared.`]
}
