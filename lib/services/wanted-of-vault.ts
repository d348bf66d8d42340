// What to read in one vault: all that the plan and the declarations name there.
import type { Placement } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { WantedOfVault } from '@/lib/vault/read-live'

/** What of a plan counts here. */
export type NamedInVaults = {
  roles: { name: string; vault: string }[]
  policies: { name: string; vault: string }[]
  variables: { placements: Pick<Placement, 'target' | 'engine'>[] }[]
}

/** Without a plan (no scan yet) only what is declared. */
export function wantedOfVault(
  vault: VaultDeclaration,
  rules: Pick<RulesFile, 'mounts'>,
  plan: NamedInVaults | null,
): WantedOfVault {
  const placements = (plan?.variables ?? []).flatMap((variable) => variable.placements)
  const here = placements.filter(({ target }) => target.vault === vault.name)
  const places = new Map(
    here
      .filter(({ engine }) => engine === 'kv-v2')
      .map(({ target: { mount, path } }) => [`${mount}/${path}`, { mount, path }]),
  )
  const declared = rules.mounts.filter((mount) => mount.vault === vault.name).map(({ path }) => path)
  return {
    authPath: trimmed(vault.auth_path),
    mounts: [...new Set([...declared.map(trimmed), ...here.map(({ target }) => target.mount)])].sort(),
    roles: namesIn(plan?.roles ?? [], vault.name),
    policies: namesIn(plan?.policies ?? [], vault.name),
    paths: [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place),
  }
}

function namesIn(things: { name: string; vault: string }[], vault: string): string[] {
  return [...new Set(things.filter((thing) => thing.vault === vault).map(({ name }) => name))].sort()
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '')
}
