// Where an export puts the role, the policy and the configuration that a decision rests on.
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { fileName } from './file-name'

/** One line of a rendered file; `line` counts from 1, null where no single line decides. */
export type AccessLine = { file: string; line: number | null }

/** Takes a vault and how many there are; gives the paths of its files in the export. */
export function accessFiles(vault: VaultDeclaration, vaults: number) {
  const folder = vaults > 1 ? `${fileName(vault.name)}/` : ''
  return {
    auth: `${folder}auth/${fileName(vault.auth_path)}.json`,
    role: (name: string) => `${folder}roles/${fileName(name)}.json`,
    policy: (name: string) => `${folder}policies/${fileName(name)}.hcl`,
  }
}

/** The line of a rendered JSON file on which a key stands, inside the object `within` if one is given. */
export function lineOfKey(text: string, key: string, within?: string): number | null {
  const lines = text.split('\n')
  const from = within === undefined ? 0 : lines.findIndex((line) => line.trimStart().startsWith(`"${within}": {`))
  if (from < 0) return null
  const indent = within === undefined ? '  ' : '    '
  const start = `${indent}${JSON.stringify(key)}:`
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.startsWith(start)) return at + 1
    if (within !== undefined && at > from && /^ {2}\}/.test(line)) return null
  }
  return null
}
