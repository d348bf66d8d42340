// Owners of projects and groups: what each source says, and what counts of it, kept so that filters can ask for it.
import {
  type OwnerSource,
  type OwnerStatement,
  ownersOf,
  type PathOwners,
  type Person,
} from '@/lib/core/inventory/owners'
import { database } from './database'
import type { Prisma } from './generated/client'
import { jsonText, storableText } from './json-text'

type Transaction = Prisma.TransactionClient

/**
 * Replaces what `source` says of these paths, and works out anew what counts. Without people a CSV statement goes; other
 * sources then say that they were read and name nobody.
 */
export async function saveOwnerStatements(statements: readonly OwnerStatement[]): Promise<void> {
  const gone = statements.filter(({ source, people }) => source === 'csv' && people.length === 0)
  const kept = statements.filter((one) => !gone.includes(one))
  await database().$transaction(
    async (transaction) => {
      await lock(transaction)
      for (const { path, source } of gone) {
        await transaction.projectOwner.deleteMany({ where: { path: storableText(path), source } })
      }
      if (kept.length > 0) {
        await transaction.$executeRaw`INSERT INTO project_owner (path, source, people, at)
          SELECT path, source, people, now()
          FROM jsonb_to_recordset(${jsonText(kept)}::jsonb) AS said(path text, source text, people jsonb)
          ON CONFLICT (path, source) DO UPDATE SET people = EXCLUDED.people, at = EXCLUDED.at`
      }
      await workOut(transaction)
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

/** After a scan: paths that came or went. Where nobody ever said anything there is nothing to do. */
export async function refreshPathOwners(): Promise<void> {
  const [said, kept] = await Promise.all([
    database().projectOwner.findFirst({ select: { path: true } }),
    database().pathOwner.findFirst({ select: { path: true } }),
  ])
  if (!said && !kept) return
  await database().$transaction(
    async (transaction) => {
      await lock(transaction)
      await workOut(transaction)
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

const lock = (transaction: Transaction) => transaction.$executeRaw`LOCK TABLE path_owner IN EXCLUSIVE MODE`

async function workOut(transaction: Transaction): Promise<void> {
  const said = await transaction.projectOwner.findMany()
  const rows = await transaction.$queryRaw<{ path: string }[]>`
    SELECT DISTINCT owner AS path FROM inventory_row WHERE owner IS NOT NULL`
  const paths = new Set([...rows, ...said].map(({ path }) => path))
  const found = ownersOf([...paths], said.map(statementOf)).map((one) => ({
    ...one,
    source: one.source ?? 'none',
    names: one.people.map(({ name }) => name.toLowerCase()),
  }))
  await transaction.$executeRaw`DELETE FROM path_owner`
  await transaction.$executeRaw`INSERT INTO path_owner (path, source, people, names)
    SELECT path, source, people, names
    FROM jsonb_to_recordset(${jsonText(found)}::jsonb) AS counts(path text, source text, people jsonb, names text[])`
}

const statementOf = (row: { path: string; source: string; people: unknown }): OwnerStatement => ({
  path: row.path,
  source: row.source as OwnerSource,
  people: row.people as Person[],
})

/** Those that are known, by path. Without `paths` all. */
export async function findPathOwners(paths?: readonly string[]): Promise<Map<string, PathOwners>> {
  const where = paths ? { path: { in: paths.map(storableText) } } : {}
  const rows = await database().pathOwner.findMany({ where })
  return new Map(
    rows.map(({ path, source, people }) => [
      path,
      { path, source: source === 'none' ? null : (source as OwnerSource), people: people as Person[] },
    ]),
  )
}

/** Who the CSV files named, by path. */
export async function findCsvOwners(): Promise<Map<string, Person[]>> {
  const rows = await database().projectOwner.findMany({ where: { source: 'csv' } })
  return new Map(rows.map((row) => [row.path, statementOf(row).people]))
}

/** Projects and groups that have variables. */
export async function findOwnerPaths(): Promise<string[]> {
  const rows = await database().$queryRaw<{ path: string }[]>`
    SELECT DISTINCT owner AS path FROM inventory_row WHERE owner IS NOT NULL`
  return rows.map(({ path }) => path)
}

/** When each project was last read from this source. */
export async function findOwnerReadings(source: OwnerSource): Promise<Map<string, Date>> {
  const rows = await database().projectOwner.findMany({ where: { source }, select: { path: true, at: true } })
  return new Map(rows.map(({ path, at }) => [path, at]))
}
