// Does a row of the inventory pass a filter?
import { matchesScope } from './environment-scope'
import type { Filter, Qualifier } from './filter'
import { instanceOf } from './gitlab-instance'
import { isGone, isNew, type ScanMoments, type Seen } from './scan-news'
import type { Variable } from './variable'

/** What a filter can ask of a row. Null is unknown, never no. */
export type FilterRow = Pick<
  Variable,
  'level' | 'owner' | 'key' | 'environmentScope' | 'variableType' | 'protected' | 'masked' | 'hidden' | 'raw'
> & {
  state: string
  uses: number | null
  blockers: readonly string[]
  /** Mount, path and field as the table shows them. */
  targetPath: string | null
  classification: 'secret' | 'plain' | 'unclear'
  /** Tiers of the environments whose jobs use it. */
  tiers: readonly string[]
  /** The vault that it is mapped to; absent and null for none. */
  vault?: string | null
  /** Names of people and groups that own its project or group; absent is not known. */
  owners?: readonly string[] | null
  comments?: number
  /** When scans saw it; absent for what none did. */
  seen?: Seen | null
}

/** Before any scan nothing is new or gone. */
const noScan: ScanMoments = { now: 0, lastScan: null, firstScan: null }

/**
 * Takes a row and a parsed filter. All words and all qualifiers must hold. A flag that GitLab did not tell passes neither
 * `is:hidden` nor `-is:hidden`. `key:`, `project:`, `blocker:` and `target:` take `*` for any text; `scope:` is the scope
 * itself, so that `scope:*` finds scope `*` only; `group:` is that group and all below; `used:no` is 0 only. `new:` and
 * `gone:` count against `moments`.
 */
export function matchesFilter(row: FilterRow, filter: Filter, moments: ScanMoments = noScan): boolean {
  const text = searchText(row)
  return filter.text.every((word) => text.includes(word)) && filter.qualifiers.every((one) => holds(row, one, moments))
}

/** What words are looked for in: key, owner, scope and target in lower case, one unit separator between two. */
export function searchText(row: Pick<FilterRow, 'key' | 'owner' | 'environmentScope' | 'targetPath'>): string {
  return [row.key, row.owner ?? '', row.environmentScope, row.targetPath ?? ''].join('\u001f').toLowerCase()
}

function holds(row: FilterRow, qualifier: Qualifier, moments: ScanMoments): boolean {
  const answers = qualifier.value.split(',').map((value) => answer(row, qualifier, value, moments))
  if (answers.includes(true)) return !qualifier.negated
  return answers.includes(null) ? false : qualifier.negated
}

function answer(row: FilterRow, { name }: Qualifier, value: string, moments: ScanMoments): boolean | null {
  switch (name) {
    case 'level':
      return row.level === value
    case 'group':
      return row.owner !== null && (row.owner === value || row.owner.startsWith(`${value}/`))
    case 'project':
      return (row.level === 'project' || row.level === 'schedule') && matchesScope(value, row.owner ?? '')
    case 'key':
      return matchesScope(value.toLowerCase(), row.key.toLowerCase())
    case 'scope':
      return row.environmentScope === value
    case 'type':
      return row.variableType === value
    case 'state':
      return row.state === value
    case 'is':
      return flag(row, value)
    case 'used':
      return used(row.uses) === value
    case 'blocker':
      return value === 'none' ? row.blockers.length === 0 : row.blockers.some((code) => matchesScope(value, code))
    case 'target':
      return target(row.targetPath, value)
    case 'tier':
      return row.tiers.includes(value) || (value === 'none' && row.tiers.length === 0)
    case 'owned':
      return owned(row.owners ?? null, value)
    case 'instance':
      return value === 'first' ? instanceOf(row.owner) === null : (row.owner ?? '').startsWith(`${value}:`)
    case 'vault':
      return value === 'none' ? !row.vault : row.vault === value
    case 'commented':
      return (row.comments ?? 0) > 0 === (value === 'yes')
    case 'new':
      return isNew(row.seen ?? null, value, moments)
    case 'gone':
      return isGone(row.seen ?? null, value, moments)
  }
}

function flag(row: FilterRow, value: string): boolean | null {
  switch (value) {
    case 'masked':
      return row.masked
    case 'unmasked':
      return !row.masked
    case 'hidden':
      return row.hidden
    case 'protected':
      return row.protected
    case 'unprotected':
      return !row.protected
    case 'raw':
      return row.raw
    case 'file':
      return row.variableType === 'file'
    default:
      return row.classification === value
  }
}

/** Names are compared without case, as GitLab does, and take `*`; `none` is known to have nobody. */
function owned(owners: readonly string[] | null, value: string): boolean | null {
  if (value === 'unknown') return owners === null
  if (owners === null) return null
  if (value === 'none') return owners.length === 0
  return owners.some((name) => matchesScope(value.toLowerCase(), name.toLowerCase()))
}

function used(uses: number | null): string {
  if (uses === null) return 'unknown'
  return uses > 0 ? 'yes' : 'no'
}

/** The whole target, a part of it from its beginning up to a slash or `#`, or with `*` for any text. */
function target(path: string | null, value: string): boolean {
  if (value === 'none') return path === null
  if (path === null) return false
  return matchesScope(value, path) || ['/', '#'].some((end) => path.startsWith(value + end))
}
