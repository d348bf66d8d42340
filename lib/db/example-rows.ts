// Rows of an inventory as tests and the benchmark need them: any number, from nothing but their index.
import { variableId } from '@/lib/core/inventory/variable'
import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import type { StoredDetail } from './row-columns'

const words = ['DB', 'API', 'STRIPE', 'SENTRY', 'AWS', 'KAFKA', 'MAIL', 'LDAP', 'GIT', 'NPM', 'CDN', 'AUTH', 'SMTP']
const ends = ['PASSWORD', 'TOKEN', 'URL', 'KEY', 'SECRET', 'HOST', 'REGION', 'USER', 'PORT', 'CERT']
const scopes = ['*', '*', '*', 'production', 'production', 'staging', 'development', 'review/*']
const teams = ['payments', 'shop', 'platform', 'data', 'mobile', 'search', 'identity', 'ads', 'billing', 'infra']
const spread: State[] = [
  'discovered',
  'discovered',
  'discovered',
  'mapped',
  'mapped',
  'mapped',
  'blocked',
  'blocked',
  'excluded',
  'gone',
]
const codes = ['star_unanswered', 'used_in_rules', 'runs_where_refused', 'static_vault_credential', 'ci_config_unknown']

/** Whole numbers below `limit` that look like chance and are the same each time. */
const pick = (index: number, salt: number, limit: number) =>
  (Math.imul(index * 2_654_435_761 + salt * 40_503, 2_246_822_519) >>> 0) % limit

const of = <T>(all: readonly T[], index: number, salt: number): T => {
  const found = all[pick(index, salt, all.length)]
  if (found === undefined) throw new Error('An empty list has nothing to pick.')
  return found
}

/** Row `index` of an estate with 20 variables a project, sorted by owner as a plan is. */
export function exampleRow(index: number): { row: InventoryRow; detail: StoredDetail } {
  const project = Math.floor(index / 20)
  const team = teams[project % teams.length] ?? 'payments'
  const level = index % 20 === 0 ? 'group' : 'project'
  const owner = level === 'group' ? `acme-${team}` : `acme-${team}/area-${project % 37}/service-${project}`
  const key = `${of(words, index, 1)}_${of(words, index, 2)}_${of(ends, index, 3)}_${index % 20}`
  const variable: InventoryRow['variable'] = {
    level,
    owner: level === 'group' ? `${owner}/area-${project}` : owner,
    key,
    environmentScope: of(scopes, index, 4),
    variableType: pick(index, 5, 12) === 0 ? 'file' : 'env_var',
    protected: pick(index, 6, 3) === 0,
    masked: pick(index, 7, 5) < 3,
    hidden: pick(index, 8, 4) === 0 ? null : pick(index, 8, 16) === 1,
    raw: pick(index, 9, 9) === 0 ? null : pick(index, 9, 9) < 3,
    description: pick(index, 10, 4) === 0 ? 'Ask the team before this is changed.' : null,
    scheduleId: null,
  }
  const state = of(spread, index, 11)
  const target = {
    vault: 'main',
    mount: 'ci',
    path: `${variable.owner}/${of(['production', 'any'], index, 12)}`,
    field: key,
  }
  const row: InventoryRow = {
    id: variableId(variable),
    variable,
    state,
    target: state === 'mapped' ? target : null,
    uses: pick(index, 13, 10) === 0 ? null : Math.max(0, pick(index, 13, 7) - 1),
    blockers: state === 'blocked' ? [...new Set([of(codes, index, 14), of(codes, index, 15)])] : [],
    warnings: pick(index, 16, 6) === 0 ? ['masked_but_plain'] : [],
    classification: of(['secret', 'secret', 'plain', 'unclear'] as const, index, 17),
    production: pick(index, 18, 3) === 0,
    tiers: [['production'], ['production', 'staging'], ['none'], [], ['development']][pick(index, 18, 5)] ?? [],
    goneSince: state === 'gone' ? '2026-01-01T00:00:00.000Z' : null,
  }
  return { row, detail: emptyDetail(`By its name: ${key}`) }
}

export function emptyDetail(classificationReason: string): StoredDetail {
  return {
    classificationReason,
    unknown: [],
    consumers: [],
    blockerList: [],
    warningList: [],
    placements: [],
    decidedBy: { kind: 'nothing' },
    star: null,
    effective: [],
    jobs: [],
  }
}
