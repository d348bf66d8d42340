// Step of a scan after the places: CI configuration of every other ref that can run, read only where its files differ.
import type { CiReading, Gap } from '@/lib/core/inventory/estate'
import type { RefReading, RefReason, RefsReading } from '@/lib/core/inventory/ref-reading'
import { shortRef } from '@/lib/core/inventory/unread-parts'
import { type FileCache, readCiConfig } from '@/lib/gitlab/read-ci-config'
import { readBlobIds, readRefNames } from '@/lib/gitlab/read-refs'
import { inParallel } from './in-parallel'
import type { PlacesItem } from './scan-places'
import type { ScannedProject } from './scan-projects'
import { readOrGap, type ScanReading } from './scan-reading'
import { type CiItem, projectsAtOnce } from './scan-usage'

/** More refs than this in one project are named, not read. */
export const mostRefs = 20

const days = 90

/** CUTOVER_SCAN_REFS: `all` (as usual) or `default`, which reads the default branch alone. */
export const scansAllRefs = (text = process.env.CUTOVER_SCAN_REFS) => text !== 'default'

type Options = { at: Date; onDone: (done: number) => Promise<void> }

/**
 * One request a project, one more where it has other refs, and two for each of those whose CI files differ from the default
 * branch's. Projects whose configuration is not known on the default branch are left out: so are their refs.
 */
export async function scanRefs(reading: ScanReading, projects: ScannedProject[], options: Options): Promise<void> {
  if (!scansAllRefs()) return
  const { items } = reading
  const kept = await items.keys('refs')
  const files: FileCache = new Map()
  let done = kept.size
  await inParallel(
    projectsAtOnce,
    projects.filter((project) => !project.archived && !kept.has(project.fullPath)),
    async (project) => {
      const path = project.fullPath
      const [ci, places] = await Promise.all([
        items.pick<CiItem>('ci', [path]),
        items.pick<PlacesItem>('places', [path]),
      ])
      const found = ci.get(path)?.ci
      if (found?.state === 'valid' || found?.state === 'absent') {
        const gap = { subject: 'project', path, part: 'ci_config' } as const
        const read = await readOrGap(gap, () => readRefs(reading, project, found, places.get(path), options.at, files))
        if (read.value) await items.save('refs', path, read.value)
      }
      done += 1
      await options.onDone(done)
    },
  )
}

async function readRefs(
  { client }: ScanReading,
  project: ScannedProject,
  ci: CiReading & { state: 'valid' | 'absent' },
  places: PlacesItem | undefined,
  at: Date,
  files: FileCache,
): Promise<RefsReading> {
  const main = project.repository?.defaultBranch
  const nothing: RefsReading = { refs: [], cut: 0, pipelinesKnown: true }
  if (!main || project.repository?.empty) return nothing
  const guarded = project.protectedBranches ?? []
  const names = await readRefNames(client, project.fullPath, {
    patterns: guarded.filter((name) => name.includes('*')),
    since: new Date(at.getTime() - days * 86_400_000),
  })
  const reasons = new Map<string, Set<RefReason>>()
  const add = (refs: readonly string[], why: RefReason) => {
    for (const ref of refs.map(shortRef)) if (ref !== main) reasons.set(ref, (reasons.get(ref) ?? new Set()).add(why))
  }
  add([...guarded.filter((name) => !name.includes('*')), ...names.branches], 'protected')
  add(
    (places?.schedules ?? []).filter((one) => one.active).map((one) => one.ref),
    'scheduled',
  )
  add(names.pipelines ?? [], 'pipeline')
  const all = [...reasons].map(([ref, why]) => ({ ref, why: [...why] }))
  const chosen = all.slice(0, mostRefs)
  const others = chosen.length === 0 ? [] : await compare(client, project, main, ci, chosen, files)
  return { refs: others, cut: all.length - chosen.length, pipelinesKnown: names.pipelines !== null }
}

/** A configuration that lies elsewhere is the same for all refs, as far as this repository tells. */
async function compare(
  client: ScanReading['client'],
  project: ScannedProject,
  main: string,
  ci: CiReading & { state: 'valid' | 'absent' },
  refs: { ref: string; why: RefReason[] }[],
  files: FileCache,
): Promise<RefReading[]> {
  const path = project.ciConfigPath
  if (path.includes('@') || /^https?:/.test(path)) return refs.map((one) => ({ ...one, ci: { state: 'same' } }))
  const own = ci.state === 'valid' ? ci.included.map((file) => file.path).filter((name) => !name.includes(':')) : []
  const names = [main, ...refs.map(({ ref }) => ref)]
  const blobs = await readBlobIds(client, project.fullPath, names, [...new Set([path, ...own])])
  const base = blobs.get(main)
  const found: RefReading[] = []
  for (const { ref, why } of refs) {
    const there = blobs.get(ref)
    const same = base && there && [path, ...own].every((name) => there.get(name) === base.get(name))
    if (same) found.push({ ref, why, ci: { state: 'same' } })
    else if (there && !there.has(path)) found.push({ ref, why, ci: { state: 'absent' } })
    else found.push({ ref, why, ci: await readOne(client, project, ref, files) })
  }
  return found
}

async function readOne(
  client: ScanReading['client'],
  project: ScannedProject,
  ref: string,
  files: FileCache,
): Promise<CiReading> {
  const gap: Omit<Gap, 'reason'> = { subject: 'project', path: project.fullPath, part: 'ci_config' }
  const read = await readOrGap(gap, () => readCiConfig(client, { ...project, defaultBranch: ref }, files))
  return read.value ? read.value.ci : { state: 'unknown', reason: read.gap.reason }
}
