// A shell script that writes policies, auth configuration and roles with the `vault` or `bao` command.
import type { Policy, Role } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { commentText } from './comment-text'
import type { EngineRole } from './engine-role'
import { fileName } from './file-name'
import { shellQuote } from './shell-quote'

export type CliScriptInput = {
  vault: VaultDeclaration
  policies: Pick<Policy, 'name'>[]
  roles: Pick<Role, 'name'>[]
  /** File name of the auth configuration in `auth/`; null where the auth method is not ours to write. */
  auth: string | null
  /** The auth method is ours, and its keys come from `rotate-keys.sh` beside this script. */
  rotatesKeys?: boolean
  /** Roles of engines, with the path that each is written to. */
  engineRoles?: Pick<EngineRole, 'mount' | 'name' | 'path'>[]
}

/**
 * Takes what was rendered for one vault and gives a POSIX script that applies the files in `policies/`, `auth/` and
 * `roles/` beside its own folder. It asks nothing, stops at the first failure, and running it again changes nothing.
 * Bodies go in by standard input: the commands read `-` as "all data is JSON from there", while a file name with `=`
 * would become a key (hashicorp/go-secure-stdlib, `kv-builder`). A token comes from the caller's own login.
 */
export function renderCliScript(input: CliScriptInput): string {
  const { vault, policies, roles } = input
  const lines = [...head(vault), '', '# Policies first: a role that names a missing policy logs in and reads nothing.']
  for (const name of sortedNames(policies)) {
    lines.push(`"$cli" policy write ${shellQuote(name)} - <"$here/policies/"${shellQuote(`${fileName(name)}.hcl`)}`)
  }
  lines.push(
    ...engineLines(input.engineRoles ?? []),
    '',
    ...authLines(input),
    '',
    '# Roles: each write is the whole role.',
  )
  for (const name of sortedNames(roles)) {
    const path = shellQuote(`auth/${vault.auth_path}/role/${name}`)
    lines.push(`"$cli" write ${path} - <"$here/roles/"${shellQuote(`${fileName(name)}.json`)}`)
  }
  return `${lines.join('\n')}\n`
}

function head(vault: VaultDeclaration): string[] {
  return [
    '#!/bin/sh',
    commentText(`# Applies policies, auth configuration and roles to the vault ${vault.name} at ${vault.address}.`),
    '# Log in first (vault login, or VAULT_TOKEN). It may be run again: it then changes nothing.',
    'set -eu',
    '',
    'here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)',
    ...commandLines(vault),
  ]
}

/** Lines that find the command and point it at the vault, in `$cli`. */
export function commandLines(vault: VaultDeclaration): string[] {
  const namespace = vault.namespace ?? ''
  return [
    'if command -v vault >/dev/null 2>&1; then cli=vault',
    'elif command -v bao >/dev/null 2>&1; then cli=bao',
    'else',
    "  echo 'Neither vault nor bao is installed.' >&2",
    '  exit 1',
    'fi',
    '',
    '# The bao command prefers BAO_ADDR, so both are set: never write to another server by accident.',
    `VAULT_ADDR=${shellQuote(vault.address)}`,
    'BAO_ADDR=$VAULT_ADDR',
    `VAULT_NAMESPACE=${shellQuote(namespace)}`,
    'BAO_NAMESPACE=$VAULT_NAMESPACE',
    'export VAULT_ADDR BAO_ADDR VAULT_NAMESPACE BAO_NAMESPACE',
  ]
}

/** A role that is there may allow what its people want it to, so it is never replaced. */
function engineLines(roles: NonNullable<CliScriptInput['engineRoles']>): string[] {
  if (roles.length === 0) return []
  const lines = roles.map(({ mount, name, path }) => {
    const file = `"$here/engine-roles/"${shellQuote(`${fileName(mount)}/${fileName(name)}.json`)}`
    return `"$cli" read ${shellQuote(path)} >/dev/null 2>&1 || "$cli" write ${shellQuote(path)} - <${file}`
  })
  return ['', '# Roles of engines: made where there is none of the name, never replaced.', ...lines.sort()]
}

function authLines({ vault, auth, rotatesKeys = false }: CliScriptInput): string[] {
  const path = vault.auth_path
  if (auth === null && !rotatesKeys) {
    return [commentText(`# The auth method at auth/${path} is not ours: nothing is written to its configuration.`)]
  }
  return [
    '# The auth method: made once, its configuration replaced as a whole.',
    'mounted=$("$cli" auth list -format=json)',
    `case $mounted in`,
    `  *${shellQuote(`${JSON.stringify(`${path}/`)}:`)}*) ;;`,
    `  *) "$cli" auth enable ${shellQuote(`-path=${path}`)} jwt ;;`,
    'esac',
    auth === null
      ? 'sh "$here/cli/rotate-keys.sh"'
      : `"$cli" write ${shellQuote(`auth/${path}/config`)} - <"$here/auth/"${shellQuote(auth)}`,
  ]
}

function sortedNames(named: { name: string }[]): string[] {
  return [...new Set(named.map(({ name }) => name))].sort()
}
