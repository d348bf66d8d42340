// Pages of a root's projects with their variables and protected branches, 100 a request; the first brings the groups too.
import type { Gap } from '@/lib/core/inventory/estate'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import {
  type ProjectReading,
  readMoreProjectVariables,
  readMoreProtectedBranches,
  readProject,
  readProjectsPage,
} from '@/lib/gitlab/read-projects'
import { readPages } from './read-pages'
import { completeGroups, type GroupsItem, scanDescendants, scanGroup } from './scan-groups'
import { readOrGap, type ScanReading } from './scan-reading'

type Facts = Omit<ProjectReading, 'variables' | 'moreVariablesAfter' | 'moreBranchesAfter'> & {
  /** False where some of its variables are unknown. */
  variablesRead: boolean
}

/** As it is kept: read to the end, with its variables. */
export type KeptProject = Facts & { variables: { id: string; data: Variable }[] }

/** As a scan goes on with it: an estate has many times more variables than projects, so they stay where they are kept. */
export type ScannedProject = Facts & { keys: string[]; scoped: boolean }

type Page<P> = { projects: P[]; next: string | null; last: boolean; gaps: Gap[] }
export type ProjectsItem = Page<KeptProject>

/** What is kept already, by key, and what is added while reading. */
export type Kept = { projects: Map<string, Page<ScannedProject>>; groups: Map<string, GroupsItem> }

/** The same page without its variables. Equal keys are one text, taken from `texts`. */
export function withoutVariables(page: ProjectsItem, texts: Map<string, string>): Page<ScannedProject> {
  const one = (text: string) => {
    const known = texts.get(text)
    if (known === undefined) texts.set(text, text)
    return known ?? text
  }
  const projects = page.projects.map(({ variables, ...facts }) => ({
    ...facts,
    keys: [...new Set(variables.map(({ data }) => one(data.key)))],
    scoped: variables.some(({ data }) => data.environmentScope !== '*'),
  }))
  return { ...page, projects }
}

const keyOf = (root: string, number: number) => `${root}/* ${number}`

/** Goes on after the last page that was kept. Where the listing fails, the groups are asked for without it. */
export async function scanRoot(
  { client, items }: ScanReading,
  root: string,
  kept: Kept,
  texts: Map<string, string>,
): Promise<void> {
  const saveGroups = async (item: GroupsItem) => {
    kept.groups.set(`${root}/*`, item)
    await items.save('groups', `${root}/*`, item)
  }
  const saveProjects = async (key: string, item: ProjectsItem) => {
    kept.projects.set(key, withoutVariables(item, texts))
    await items.save('projects', key, item)
  }
  let start = 0
  while (kept.projects.has(keyOf(root, start))) start += 1
  const last = start === 0 ? undefined : kept.projects.get(keyOf(root, start - 1))
  if (last?.last || kept.projects.has(`${root}/* failed`)) return
  const gap = { subject: 'group', path: root, part: 'projects' } as const
  const found = await readOrGap(gap, () =>
    readPages(
      (after, first) => readProjectsPage(client, root, { after, first, groups: after === null }),
      { after: last?.next ?? null, number: start },
      async (number, { page, readings: found, next }) => {
        if (page?.groups) {
          const first = await completeGroups({ client }, page.groups.readings)
          const more = page.groups.next
          const rest = more === null ? { readings: [], gaps: [] } : await scanDescendants({ client }, root, more)
          await saveGroups({
            readings: [...first.readings, ...rest.readings],
            gaps: [...first.gaps, ...rest.gaps],
          })
        }
        const gaps: Gap[] = page === null ? [{ ...gap, reason: 'not_permitted' }] : []
        const projects: KeptProject[] = []
        for (const reading of found) projects.push(await completeProject({ client }, reading, gaps))
        await saveProjects(keyOf(root, number), { projects, next, last: next === null, gaps })
      },
    ),
  )
  if (!kept.groups.has(`${root}/*`)) {
    const own = await scanGroup({ client }, root)
    const below = await scanDescendants({ client }, root, null)
    await saveGroups({ readings: [...own.readings, ...below.readings], gaps: [...own.gaps, ...below.gaps] })
  }
  if (found.gap) await saveProjects(`${root}/* failed`, { projects: [], next: null, last: true, gaps: [found.gap] })
}

/** One project by its path. */
export async function scanOne({ client }: Pick<ScanReading, 'client'>, path: string): Promise<ProjectsItem> {
  const gap = { subject: 'project', path, part: 'projects' } as const
  const found = await readOrGap(gap, () => readProject(client, path))
  const gaps: Gap[] = found.gap ? [found.gap] : found.value ? [] : [{ ...gap, reason: 'not_found' }]
  const projects = found.value ? [await completeProject({ client }, found.value, gaps)] : []
  return { projects, next: null, last: true, gaps }
}

async function completeProject(
  { client }: Pick<ScanReading, 'client'>,
  reading: ProjectReading,
  gaps: Gap[],
): Promise<KeptProject> {
  const { variables: first, moreVariablesAfter, protectedBranches: names, moreBranchesAfter, ...facts } = reading
  const path = reading.fullPath
  const variables = await all(
    first,
    moreVariablesAfter,
    { subject: 'project', path, part: 'variables' },
    gaps,
    (after) =>
      readMoreProjectVariables(client, path, after).then((page) => page && { rows: page.variables, next: page.next }),
  )
  const branches = await all(
    names,
    moreBranchesAfter,
    { subject: 'project', path, part: 'protected_refs' },
    gaps,
    (after) =>
      readMoreProtectedBranches(client, path, after).then((page) => page && { rows: page.names, next: page.next }),
  )
  return {
    ...facts,
    variables: variables.rows.map((data) => ({ id: variableId(data), data })),
    variablesRead: variables.whole,
    protectedBranches: branches.whole ? branches.rows : null,
  }
}

/** The rest of a list whose first page is known; a page that does not come is a gap, and the list is not whole. */
async function all<T>(
  first: T[] | null,
  more: string | null,
  gap: Omit<Gap, 'reason'>,
  gaps: Gap[],
  read: (after: string) => Promise<{ rows: T[]; next: string | null } | null>,
): Promise<{ rows: T[]; whole: boolean }> {
  if (first === null) {
    gaps.push({ ...gap, reason: 'not_permitted' })
    return { rows: [], whole: false }
  }
  const rows = [...first]
  for (let after = more; after !== null; ) {
    const from: string = after
    const page = await readOrGap(gap, () => read(from))
    if (!page.value) {
      gaps.push(page.gap ?? { ...gap, reason: 'not_permitted' })
      return { rows, whole: false }
    }
    rows.push(...page.value.rows)
    after = page.value.next
  }
  return { rows, whole: true }
}
