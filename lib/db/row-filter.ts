// A filter as a condition of SQL that finds exactly what `matchesFilter` finds. What a person typed is only ever a parameter.

import { matchesScope } from '@/lib/core/inventory/environment-scope'
import type { Filter, Qualifier } from '@/lib/core/inventory/filter'
import { recipes } from '@/lib/core/inventory/problem'
import { readNewsValue } from '@/lib/core/inventory/scan-news'
import { Prisma } from './generated/client'

const { sql } = Prisma

const problemCodes = Object.keys(recipes)

/** A condition over the columns of `inventory_row`. */
export function filterSql(filter: Filter): Prisma.Sql {
  const parts = [
    ...filter.text.map((word) => sql`search LIKE ${`%${escaped(word)}%`}`),
    ...filter.qualifiers.map(qualifierSql),
  ]
  return parts.length === 0 ? sql`true` : Prisma.join(parts, ' AND ')
}

/** Unknown is null in SQL too: it passes neither a qualifier nor its opposite. Nothing else may be null here. */
function qualifierSql(qualifier: Qualifier): Prisma.Sql {
  const values = qualifier.value.split(',')
  if (qualifier.name === 'owned' && qualifier.negated) return owned(values, true)
  const any = anySql(qualifier, values)
  return qualifier.negated ? sql`NOT (${any})` : sql`(${any})`
}

function anySql({ name }: Qualifier, values: string[]): Prisma.Sql {
  switch (name) {
    case 'level':
      return oneOf(sql`level`, values)
    case 'scope':
      return oneOf(sql`scope`, values)
    case 'type':
      return oneOf(sql`type`, values)
    case 'state':
      return oneOf(sql`state`, values)
    case 'group':
      return sql`owner IS NOT NULL AND (${either(values.map(inGroup))})`
    case 'project':
      return sql`level IN ('project', 'schedule') AND (${either(values.map(ownerLike))})`
    case 'key':
      return either(values.map((value) => like(sql`key_lower`, value.toLowerCase())))
    case 'is':
      return either(values.map(flag))
    case 'used':
      return either(values.map(used))
    case 'blocker':
      return either(values.map(blocker))
    case 'target':
      return either(values.map(target))
    case 'tier':
      return either(values.map(tier))
    case 'owned':
      return owned(values, false)
    case 'instance':
      return either(values.map(ofGitlab))
    case 'vault':
      return either(values.map(inVault))
    case 'commented':
      return either(values.map((value) => (value === 'yes' ? commented : sql`NOT (${commented})`)))
    case 'new':
      return either(values.map((value) => seenBy(value, isNew)))
    case 'gone':
      return either(values.map((value) => seenBy(value, isGone)))
  }
}

const either = (parts: Prisma.Sql[]) => Prisma.join(parts, ' OR ')

const oneOf = (column: Prisma.Sql, values: string[]) =>
  values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} IN (${Prisma.join(values)})`

const holds = (column: Prisma.Sql, value: string) => sql`${column} @> ARRAY[${value}]::text[]`

/** `none` stands in a row for jobs without a tier; a row without any job has none at all. */
const tier = (value: string) =>
  value === 'none' ? sql`(${holds(sql`tiers`, value)} OR cardinality(tiers) = 0)` : holds(sql`tiers`, value)

/** The group and what lies below it: `0` is the character after `/`, so the index finds both as ranges. */
const inGroup = (value: string) => sql`owner = ${value} OR (owner >= ${`${value}/`} AND owner < ${`${value}0`})`

const ownerLike = (value: string) =>
  matchesScope(value, '')
    ? sql`(owner IS NULL OR ${like(sql`owner`, value)})`
    : sql`(owner IS NOT NULL AND ${like(sql`owner`, value)})`

function flag(value: string): Prisma.Sql {
  switch (value) {
    case 'masked':
      return sql`masked`
    case 'unmasked':
      return sql`NOT masked`
    case 'hidden':
      return sql`hidden`
    case 'protected':
      return sql`protected`
    case 'unprotected':
      return sql`NOT protected`
    case 'raw':
      return sql`raw`
    case 'file':
      return sql`type = 'file'`
    default:
      return sql`classification = ${value}`
  }
}

function used(value: string): Prisma.Sql {
  if (value === 'unknown') return sql`uses IS NULL`
  // A number of uses that is unknown is neither yes nor no, and known to be neither.
  return value === 'yes' ? sql`(uses IS NOT NULL AND uses > 0)` : sql`(uses IS NOT NULL AND uses <= 0)`
}

function blocker(value: string): Prisma.Sql {
  if (value === 'none') return sql`cardinality(blockers) = 0`
  if (!value.includes('*')) return holds(sql`blockers`, value)
  const codes = problemCodes.filter((code) => matchesScope(value, code))
  return sql`blockers && ARRAY[${Prisma.join(['', ...codes])}]::text[]`
}

function target(value: string): Prisma.Sql {
  if (value === 'none') return sql`target_path IS NULL`
  const below = ['/', '#'].map((end) => sql`target_path LIKE ${`${escaped(value)}${end}%`}`)
  return sql`(target_path IS NOT NULL AND (${either([like(sql`target_path`, value), ...below])}))`
}

/** `first` is the GitLab of GITLAB_URL, whose paths have no name before them. */
const ofGitlab = (value: string) =>
  value === 'first'
    ? sql`(owner IS NULL OR strpos(split_part(owner, '/', 1), ':') = 0)`
    : sql`(owner IS NOT NULL AND starts_with(owner, ${`${value}:`}))`

/** A target is the vault's name, a colon and the path; a name has no colon. */
function inVault(value: string): Prisma.Sql {
  if (value === 'none') return sql`target IS NULL`
  return value.includes(':') ? sql`false` : sql`(target IS NOT NULL AND starts_with(target, ${`${value}:`}))`
}

const commented = sql`id IN (SELECT variable_id FROM row_comment)`

const isNew = (at: Prisma.Sql) => sql`(state <> 'gone' AND id IN (SELECT id FROM seen_variable
  WHERE first_seen ${at} AND first_seen > (SELECT min(first_seen) FROM seen_variable)))`

/** Few rows are gone, so their index goes first. */
const isGone = (at: Prisma.Sql) => sql`(state = 'gone' AND id IN (SELECT id FROM seen_variable WHERE gone_since ${at}))`

function seenBy(text: string, by: (at: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  const value = readNewsValue(text)
  if (value === null) return sql`false`
  if (value.kind === 'days') return by(sql`>= now() - make_interval(days => ${value.days}::int)`)
  const byLast = by(sql`= (SELECT at FROM fact WHERE name = 'published')`)
  return value.wanted ? byLast : sql`NOT ${byLast}`
}

/** A path that is not among the owners is unknown: it passes neither a name nor its opposite. */
function owned(values: string[], negated: boolean): Prisma.Sql {
  const named = values.filter((value) => value !== 'unknown').map(hasOwner)
  const those = sql`owner IN (SELECT path FROM path_owner WHERE ${named.length > 0 ? either(named) : sql`false`})`
  if (negated)
    return sql`owner IN (SELECT path FROM path_owner WHERE NOT (${named.length > 0 ? either(named) : sql`false`}))`
  if (!values.includes('unknown')) return those
  return sql`(${those} OR owner IS NULL OR owner NOT IN (SELECT path FROM path_owner))`
}

function hasOwner(value: string): Prisma.Sql {
  if (value === 'none') return sql`cardinality(names) = 0`
  const name = value.toLowerCase()
  if (!name.includes('*')) return holds(sql`names`, name)
  return sql`EXISTS (SELECT 1 FROM unnest(names) AS owned(name) WHERE ${like(sql`owned.name`, name)})`
}

/** `*` is any text, all else is itself. */
function like(column: Prisma.Sql, pattern: string): Prisma.Sql {
  if (!pattern.includes('*')) return sql`${column} = ${pattern}`
  return sql`${column} LIKE ${pattern.split('*').map(escaped).join('%')}`
}

/** Text for LIKE in which nothing is special (postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE). */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
