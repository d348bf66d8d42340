// Paths that Vault holds today, read from a plain or YAML list. Names only.
import { parseDocument } from 'yaml'
import { yamlExcess } from '@/lib/core/inventory/yaml-limits'
import type { Mount } from './rules-file'

/** `fields` is null where the list names only paths. */
export type ExistingPath = { vault: string; mount: string; path: string; fields: string[] | null }

export type ReadPaths = { paths: ExistingPath[]; problems: string[] }

/**
 * One path a line (`secret/shop/api`, `secret/shop/api#password`, `secret/shop/api: user, password`), or YAML: a list of
 * such lines, or a map of path to a list of fields. `data/` and `metadata/` behind the mount of a KV v2 are left out, as
 * are comments and folders. The vault is that of the declared mount which the path begins with.
 */
export function readExistingPaths(text: string, mounts: readonly Mount[]): ReadPaths {
  const entries = entriesOf(text)
  const byLength = [...mounts].sort((a, b) => b.path.length - a.path.length)
  const found = new Map<string, ExistingPath>()
  const problems: string[] = []
  for (const { path: written, fields, line } of entries) {
    const path = written.replace(/^\/+/, '')
    if (path === '' || path.endsWith('/')) continue
    const mount = byLength.find((one) => path.startsWith(`${trim(one.path)}/`))
    if (mount === undefined) {
      problems.push(`Line ${line}: ${path.slice(0, 80)} begins with no declared mount`)
      continue
    }
    const below = path
      .slice(trim(mount.path).length + 1)
      .replace(mount.engine === 'kv-v2' ? /^(?:data|metadata)\// : /^$/, '')
    const key = JSON.stringify([mount.vault, mount.path, below])
    const known = found.get(key)
    const all = [...new Set([...(known?.fields ?? []), ...fields])]
    found.set(key, { vault: mount.vault, mount: trim(mount.path), path: below, fields: all.length > 0 ? all : null })
  }
  return { paths: [...found.values()], problems }
}

type Entry = { path: string; fields: string[]; line: number }

const trim = (text: string) => text.replace(/^\/+|\/+$/g, '')

function entriesOf(text: string): Entry[] {
  const yaml = fromYaml(text)
  if (yaml) return yaml
  return text.split(/\r?\n/).flatMap((line, index) => entryOf(line, index + 1))
}

function entryOf(line: string, number: number): Entry[] {
  const bare = line
    .replace(/^\s*-\s+/, '')
    .replace(/(?:^|\s)#\s.*$|^\s*#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
  if (bare === '') return []
  const [, path = '', named = ''] = /^([^#:]+?)\s*(?:[#:]\s*(.*))?$/.exec(bare) ?? []
  return [{ path: path.trim(), fields: fieldsOf(named.replace(/^\[|\]$/g, '').split(',')), line: number }]
}

const fieldsOf = (names: readonly unknown[]) =>
  names.flatMap((name) =>
    typeof name === 'string' && name.trim() !== '' ? [name.trim().replace(/^(["'])(.*)\1$/, '$2')] : [],
  )

/** Null where it is no map of path to fields; a list reads as well line by line. */
function fromYaml(text: string): Entry[] | null {
  if (yamlExcess(text) !== null) return null
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return null
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const map = Object.entries(value)
  if (!map.every(([, fields]) => fields === null || Array.isArray(fields))) return null
  return map.map(([path, fields], index) => ({ path, fields: fieldsOf(fields ?? []), line: index + 1 }))
}
