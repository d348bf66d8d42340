// The latest published estate, and every definition that a scan ever saw.

import type { Estate, Group, Project } from '@/lib/core/inventory/estate'
import { instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { RunnersReading } from '@/lib/core/inventory/runner'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { database } from './database'
import { followMoves, noteDeleted, type Place } from './follow-moves'
import { Prisma } from './generated/client'
import { instanceSql } from './instance-sql'
import { quickJson } from './quick-json'

export type PublishedHead = Pick<Estate, 'gitlab' | 'instances' | 'groups' | 'gaps' | 'runners'>

/** Projects with what is kept beside their configuration, and variables that no page of the scan holds. */
export type PublishedPart = { projects: { project: Project; basis: object | null }[]; variables: Variable[] }

/** Pages of a scan (see `scanItems`) that hold variables of these projects: they go from table to table. */
export type KeptPages = { scanId: string; pages: { key: string; ids: Set<number>; instance?: string }[] }

/** `projects` are all that the scan found, so that one with another path than before is known to be the same. */
export type PublishOptions = {
  at: Date
  include: readonly string[]
  kept: KeptPages
  projects?: readonly Place[]
  /** GitLabs beside the first that were scanned too, and those that could not be: what is known of these stays. */
  others?: { scanned: { name: string; include: readonly string[] }[]; failed: readonly string[] }
  /** The first GitLab could not be scanned: what is known of it stays. */
  firstFailed?: boolean
}

/**
 * Replaces the published estate in one transaction, part by part, so that it need not be held as a whole. A definition that
 * the scan did not see is marked gone when its owner was read to the end; where anything of the owner is a gap it stays, since
 * absence is never inferred. The same holds for a project that was not listed although the listing had a gap. What lies
 * outside of `include` (empty is everything) was not asked for: it leaves the inventory and is not marked gone. Returns how
 * many variables there are.
 */
export async function publishEstate(
  head: PublishedHead,
  parts: AsyncIterable<PublishedPart> | Iterable<PublishedPart>,
  { at, include, kept, projects: places = [], others, firstFailed = false }: PublishOptions,
): Promise<number> {
  const scanned = [...(firstFailed ? [] : [{ name: '', include }]), ...(others?.scanned ?? [])]
  const gapsOf = (name: string) =>
    head.gaps.filter((gap) => gap.reason !== 'not_asked' && (instanceOf(gap.path) ?? '') === name)
  const names = scanned.map(({ name }) => name)
  const listed = names.filter((name) => !gapsOf(name).some((gap) => gap.part === 'projects'))
  const whole = names.filter((name) => gapsOf(name).length === 0)
  const stays = [...(firstFailed ? [''] : []), ...(others?.failed ?? [])]
  const gaps = new Set(head.gaps.map(({ subject, path, part }) => gapKey(subject, path, part)))
  return database().$transaction(
    async (transaction) => {
      const moves = await followMoves(transaction, { groups: head.groups, projects: places }, at)
      for (const one of scanned) if (one.include.length > 0) await deleteOutside(transaction, one)
      await deleteOthers(transaction, [...names, ...stays])
      const read = [...groupsRead(head, gaps)]
      const keys = head.groups.map((group) => ({ kind: 'group', key: group.fullPath }))
      await writeParts(transaction, [
        { kind: 'gitlab', key: '', data: { ...head.gitlab, instances: head.instances ?? [], gaps: head.gaps } },
        ...(firstFailed ? [] : [{ kind: 'runners', key: '', data: head.runners ?? { runners: [], known: {} } }]),
        ...head.groups.map((group) => ({ kind: 'group', key: group.fullPath, data: group })),
      ])
      let count = await writeKept(transaction, kept, at)
      for await (const { projects, variables } of parts) {
        for (const { project } of projects) read.push(...projectRead(project, gaps))
        keys.push(...projects.map(({ project }) => ({ kind: 'project', key: project.fullPath })))
        await writeParts(
          transaction,
          projects.map(({ project }) => ({ kind: 'project', key: project.fullPath, data: project })),
        )
        await writeBases(transaction, projects)
        count += await writeSeen(transaction, variables, at)
      }
      await noteDeleted(transaction, await deleteUnlisted(transaction, keys, listed), moves, at)
      await transaction.$executeRaw`UPDATE seen_variable SET gone_since = ${at} WHERE last_seen < ${at} AND gone_since IS NULL
        AND (${instanceSql("data->>'owner'")} = ANY(${whole}) OR ((data->>'level') || ':' || coalesce(data->>'owner', '')) = ANY(${read}))`
      await transaction.$executeRaw`INSERT INTO fact (name, data, at) VALUES ('published', '{}', ${at})
        ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at`
      return count
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
}

async function writeParts(
  transaction: Prisma.TransactionClient,
  parts: { kind: string; key: string; data: object }[],
): Promise<void> {
  await transaction.$executeRaw`INSERT INTO estate_part (kind, key, data)
    SELECT kind, key, data FROM jsonb_to_recordset(${quickJson(parts)}::jsonb) AS part(kind text, key text, data jsonb)
    ON CONFLICT (kind, key) DO UPDATE SET data = EXCLUDED.data WHERE estate_part.data IS DISTINCT FROM EXCLUDED.data`
}

/** One basis a project, or none: a reading without one is asked for again. */
async function writeBases(transaction: Prisma.TransactionClient, projects: PublishedPart['projects']): Promise<void> {
  const without = projects.flatMap(({ project, basis }) => (basis === null ? [project.fullPath] : []))
  if (without.length > 0)
    await transaction.$executeRaw`DELETE FROM estate_part WHERE kind = 'ci_basis' AND key = ANY(${without})`
  await writeParts(
    transaction,
    projects.flatMap(({ project, basis }) => (basis ? [{ kind: 'ci_basis', key: project.fullPath, data: basis }] : [])),
  )
}

/** Each definition once, also where two pages named it. */
async function writeSeen(transaction: Prisma.TransactionClient, variables: Variable[], at: Date): Promise<number> {
  const seen = [...new Map(variables.map((variable) => [variableId(variable), variable]))]
  if (seen.length === 0) return 0
  const rows = seen.map(([id, data]) => ({ id, data }))
  return transaction.$executeRaw`INSERT INTO seen_variable (id, data, first_seen, last_seen, gone_since)
    SELECT id, data, ${at}, ${at}, NULL FROM jsonb_to_recordset(${quickJson(rows)}::jsonb) AS seen(id text, data jsonb)
    ${whereSeen}`
}

async function writeKept(transaction: Prisma.TransactionClient, kept: KeptPages, at: Date): Promise<number> {
  let count = 0
  for (const { key, ids, instance } of kept.pages) {
    count += await transaction.$executeRaw`INSERT INTO seen_variable (id, data, first_seen, last_seen, gone_since)
      SELECT DISTINCT ON (variable->>'id') variable->>'id', variable->'data', ${at}, ${at}, NULL
      FROM scan_item, jsonb_array_elements(scan_item.data->'projects') AS project, jsonb_array_elements(project->'variables') AS variable
      WHERE scan_id = ${kept.scanId}::uuid AND kind = ${pageKind(instance)} AND scan_item.key = ${key} AND (project->>'id')::bigint = ANY(${[...ids]})
      ${whereSeen}`
  }
  return count
}

const pageKind = (instance?: string) => (instance ? `${instance}:projects` : 'projects')

const whereSeen = Prisma.sql`ON CONFLICT (id) DO UPDATE SET data = EXCLUDED.data, last_seen = EXCLUDED.last_seen, gone_since = NULL`

async function deleteUnlisted(
  transaction: Prisma.TransactionClient,
  keys: { kind: string; key: string }[],
  listed: readonly string[],
): Promise<{ kind: string; key: string }[]> {
  const [kinds, names] = [keys.map(({ kind }) => kind), keys.map(({ key }) => key)]
  return transaction.$queryRaw<
    { kind: string; key: string }[]
  >`DELETE FROM estate_part AS old WHERE kind IN ('group', 'project', 'ci_basis') AND ${instanceSql('old.key')} = ANY(${[...listed]}) AND NOT EXISTS
    (SELECT FROM unnest(${kinds}::text[], ${names}::text[]) AS now(kind, key)
      WHERE now.key = old.key AND now.kind = CASE old.kind WHEN 'ci_basis' THEN 'project' ELSE old.kind END) RETURNING old.kind, old.key`
}

/** Keeps what lies in one of the paths or above it; the instance has no owner and stays. */
async function deleteOutside(
  transaction: Prisma.TransactionClient,
  { name, include }: { name: string; include: readonly string[] },
): Promise<void> {
  const outside = (
    owner: Prisma.Sql,
  ) => Prisma.sql`NOT EXISTS (SELECT FROM unnest(${include.map((path) => path.toLowerCase())}::text[]) AS path
    WHERE lower(${owner}) = path OR starts_with(lower(${owner}), path || '/') OR starts_with(path, lower(${owner}) || '/'))`
  await transaction.$executeRaw`DELETE FROM estate_part WHERE kind IN ('group', 'project', 'ci_basis') AND ${instanceSql('key')} = ${name} AND ${outside(Prisma.sql`key`)}`
  await transaction.$executeRaw`DELETE FROM seen_variable
    WHERE data->>'owner' IS NOT NULL AND data->>'level' <> 'instance' AND ${instanceSql("data->>'owner'")} = ${name}
    AND ${outside(Prisma.sql`data->>'owner'`)}`
}

/** What is known of a GitLab that is configured no more leaves the inventory, and is not marked gone. Before the new head is written. */
async function deleteOthers(transaction: Prisma.TransactionClient, names: readonly string[]): Promise<void> {
  const known = await transaction.$queryRaw<{ name: string }[]>`SELECT instance->>'name' AS name FROM estate_part,
    jsonb_array_elements(coalesce(data->'instances', '[]')) AS instance WHERE kind = 'gitlab'`
  for (const { name } of known.filter((one) => !names.includes(one.name))) {
    await transaction.$executeRaw`DELETE FROM estate_part
      WHERE kind IN ('group', 'project', 'ci_basis') AND starts_with(key, ${`${name}:`})`
    await transaction.$executeRaw`DELETE FROM seen_variable WHERE starts_with(data->>'owner', ${`${name}:`})`
  }
}

const gapKey = (...parts: (string | null)[]) => JSON.stringify(parts)

/** `level:owner` of the instance and of groups whose variables this scan read to the end. */
function groupsRead(head: PublishedHead, gaps: Set<string>): string[] {
  const groups = head.groups
    .filter(({ fullPath, variablesRead }) => variablesRead && !gaps.has(gapKey('group', fullPath, 'variables')))
    .map(({ fullPath }) => `group:${fullPath}`)
  const instances = [null, ...(head.instances ?? []).map(({ name }) => `${name}:`)].filter(
    (owner) => !gaps.has(gapKey('instance', owner, 'variables')) && !gaps.has(gapKey('instance', owner, 'projects')),
  )
  return [...groups, ...instances.map((owner) => `instance:${owner ?? ''}`)]
}

function projectRead({ fullPath, variablesRead, schedules }: Project, gaps: Set<string>): string[] {
  const whole = variablesRead && !gaps.has(gapKey('project', fullPath, 'variables'))
  const planned = schedules && !gaps.has(gapKey('project', fullPath, 'schedules'))
  return [...(whole ? [`project:${fullPath}`] : []), ...(planned ? [`schedule:${fullPath}`] : [])]
}

export type KnownEstate = {
  groups: string[]
  projects: { id: number; fullPath: string }[]
}

/** What the published estate holds, by path, for telling a slipped page from an absence. */
export async function findKnownEstate(): Promise<KnownEstate> {
  const rows = await database().$queryRaw<{ kind: string; key: string; id: number | null }[]>`
    SELECT kind, key, CASE WHEN jsonb_typeof(data->'id') = 'number' THEN (data->>'id')::int END AS id
    FROM estate_part WHERE kind IN ('group', 'project')`
  return {
    groups: rows.filter(({ kind }) => kind === 'group').map(({ key }) => key),
    projects: rows.flatMap(({ kind, key, id }) => (kind === 'project' && id !== null ? [{ id, fullPath: key }] : [])),
  }
}

/** What the latest published scan says of the GitLabs; null before it. */
export async function findGitlabHeads(): Promise<{
  gitlab: Estate['gitlab']
  instances: NonNullable<Estate['instances']>
} | null> {
  const head = await database().estatePart.findUnique({ where: { kind_key: { kind: 'gitlab', key: '' } } })
  if (!head) return null
  const { gaps: _, instances = [], ...gitlab } = head.data as Estate['gitlab'] & Pick<Estate, 'instances' | 'gaps'>
  return { gitlab, instances }
}

export type SeenChange = Pick<Variable, 'level' | 'owner' | 'key' | 'environmentScope' | 'scheduleId'> & { id: string }

/** Definitions that the scan which published at this moment saw for the first time, and those that it no longer saw. */
export async function findSeenAt(at: Date): Promise<{ new: SeenChange[]; gone: SeenChange[] }> {
  const rows = await database().seenVariable.findMany({
    where: { OR: [{ firstSeen: at, goneSince: null }, { goneSince: at }] },
  })
  const changes = rows
    .map(({ id, data, goneSince }) => ({ id, gone: goneSince !== null, variable: data as Variable }))
    .sort((one, other) => byPlace(one.variable, other.variable))
  const some = (gone: boolean) =>
    changes
      .filter((change) => change.gone === gone)
      .map(({ id, variable: { level, owner, key, environmentScope, scheduleId } }) => ({
        id,
        level,
        owner,
        key,
        environmentScope,
        scheduleId,
      }))
  return { new: some(false), gone: some(true) }
}

/** What each published CI configuration rested on. */
export async function findBases<T>(): Promise<Map<string, T>> {
  const rows = await database().estatePart.findMany({ where: { kind: 'ci_basis' } })
  return new Map(rows.map((row) => [row.key, row.data as T]))
}

/** The published estate with the definitions that are gone since; null before the first finished scan. */
export async function loadEstate(): Promise<Estate | null> {
  const [parts, seen] = await Promise.all([
    database().estatePart.findMany({
      where: { kind: { not: 'ci_basis' } },
      orderBy: [{ kind: 'asc' }, { key: 'asc' }],
    }),
    database().seenVariable.findMany(),
  ])
  const head = parts.find((part) => part.kind === 'gitlab')
  if (!head) return null
  const { gaps, instances, ...gitlab } = head.data as Estate['gitlab'] & Pick<Estate, 'instances' | 'gaps'>
  const runners = parts.find((part) => part.kind === 'runners')
  return {
    gitlab,
    ...(instances && instances.length > 0 ? { instances } : {}),
    gaps,
    ...(runners ? { runners: runners.data as RunnersReading } : {}),
    groups: parts.filter((part) => part.kind === 'group').map((part) => part.data as Group),
    projects: parts.filter((part) => part.kind === 'project').map((part) => part.data as Project),
    variables: seen.map((row) => row.data as Variable).sort(byPlace),
    gone: Object.fromEntries(seen.flatMap((row) => (row.goneSince ? [[row.id, row.goneSince.toISOString()]] : []))),
  }
}

const place = (variable: Variable) =>
  [variable.owner ?? '', variable.level, variable.key, variable.environmentScope, variable.scheduleId ?? 0].join('\0')

const byPlace = (one: Variable, other: Variable) => {
  const [a, b] = [place(one), place(other)]
  return a < b ? -1 : a > b ? 1 : 0
}
