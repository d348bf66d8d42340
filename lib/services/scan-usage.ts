// Third step of a scan: CI configuration, at most two requests a project; what did not change since is taken over without any.
import type { CiReading, Gap } from '@/lib/core/inventory/estate'
import { type CiRead, type FileCache, type IncludedFrom, readCiConfig } from '@/lib/gitlab/read-ci-config'
import { readCommitSha } from '@/lib/gitlab/read-commit-sha'
import { inParallel } from './in-parallel'
import { type CiBasis, includeNames, mayBeKept, stillHolds } from './scan-basis'
import type { ScannedProject } from './scan-projects'
import { readOrGap, type ScanReading } from './scan-reading'

export const projectsAtOnce = 10

export type CiItem = { ci: CiReading; gaps: Gap[] }
/** Kept beside each `ci` in the same write. */
export type CiBasisItem = { basis: CiBasis | null; environment: boolean }

type Options = {
  /** Of the published readings, by project. */
  previous: Map<string, CiBasis>
  version: string | null
  at: Date
  /** Does a variable of this name reach the project? */
  reaches: (project: ScannedProject, name: string) => boolean
  onDone: (done: number) => Promise<void>
}

/** Returns which projects name an environment in a job. Jobs of an archived project do not run: nothing is asked about them. */
export async function scanUsage(
  reading: ScanReading,
  projects: ScannedProject[],
  options: Options,
): Promise<Set<string>> {
  const { items, client } = reading
  const kept = await items.find<CiBasisItem>('ci_basis')
  const shas = commitShas(reading, projects)
  const files: FileCache = new Map()
  const open = projects.filter((project) => !project.archived && !kept.has(project.fullPath))
  const unchanged = await findUnchanged(open, options, shas)
  await items.takeOver([...unchanged.keys()])
  for (const [path, basis] of unchanged) kept.set(path, { basis, environment: basis.environment })
  let done = kept.size
  await options.onDone(done)
  await inParallel(
    projectsAtOnce,
    open.filter((project) => !unchanged.has(project.fullPath)),
    async (project) => {
      const { item, read } = await readProjectCi(client, project, files)
      const basis = await basisOf(project, read, options, shas)
      const kind = { basis, environment: namesEnvironment(item.ci) } satisfies CiBasisItem
      kept.set(project.fullPath, kind)
      await Promise.all([items.save('ci', project.fullPath, item), items.save('ci_basis', project.fullPath, kind)])
      done += 1
      await options.onDone(done)
    },
  )
  return new Set([...kept].flatMap(([path, item]) => (item.environment ? [path] : [])))
}

const namesEnvironment = (ci: CiReading) => ci.state === 'valid' && /^\s*environment:/m.test(ci.mergedYaml)

async function findUnchanged(
  projects: ScannedProject[],
  options: Options,
  shas: CommitShas,
): Promise<Map<string, CiBasis>> {
  const known = projects.flatMap((project) => {
    const basis = options.previous.get(project.fullPath)
    return basis ? [{ project, basis }] : []
  })
  await inParallel(
    projectsAtOnce,
    known.flatMap(({ basis }) => basis.from),
    async (from) => {
      await shas.ask(from)
    },
  )
  return new Map(
    known
      .filter(({ project, basis }) =>
        stillHolds(basis, {
          headSha: project.headSha,
          defaultBranch: project.repository?.defaultBranch ?? null,
          ciConfigPath: project.ciConfigPath,
          version: options.version,
          protectedBranches: project.protectedBranches,
          shaOf: shas.known,
          reaches: (name) => options.reaches(project, name),
          at: options.at,
        }),
      )
      .map(({ project, basis }) => [project.fullPath, basis]),
  )
}

type CommitShas = {
  ask: (from: IncludedFrom) => Promise<string | null>
  known: (project: string, ref: string | null) => string | null
}

/** Default branches come from the listing; every other ref is asked for once per scan. A failure is not known, no more. */
function commitShas({ client }: ScanReading, projects: ScannedProject[]): CommitShas {
  const listed = new Map(projects.map((project) => [project.fullPath, project]))
  const asked = new Map<string, Promise<string | null>>()
  const answers = new Map<string, string | null>()
  const inListing = (path: string, ref: string | null) => {
    const project = listed.get(path)
    const main = project?.repository?.defaultBranch
    return main && (ref === null || ref === main) ? (project.headSha ?? null) : null
  }
  return {
    known: (project, ref) => inListing(project, ref) ?? answers.get(JSON.stringify([project, ref])) ?? null,
    ask: ({ project, ref }) => {
      const head = inListing(project, ref)
      if (head !== null) return Promise.resolve(head)
      const key = JSON.stringify([project, ref])
      const asking = asked.get(key) ?? readCommitSha(client, project, ref).catch(() => null)
      asked.set(key, asking)
      return asking.then((sha) => {
        answers.set(key, sha)
        return sha
      })
    },
  }
}

async function readProjectCi(
  client: ScanReading['client'],
  project: ScannedProject,
  files: FileCache,
): Promise<{ item: CiItem; read: CiRead | null }> {
  const { fullPath: path, repository } = project
  const gap = { subject: 'project', path, part: 'ci_config' } as const
  const unknown = (found: Gap): { item: CiItem; read: null } => ({
    item: { ci: { state: 'unknown', reason: found.reason }, gaps: [found] },
    read: null,
  })
  if (repository === null) return unknown({ ...gap, reason: 'not_permitted' })
  const { defaultBranch } = repository
  if (repository.empty || defaultBranch === null) return { item: { ci: { state: 'absent' }, gaps: [] }, read: null }
  const read = await readOrGap(gap, () => readCiConfig(client, { ...project, defaultBranch }, files))
  if (!read.value) return unknown(read.gap ?? { ...gap, reason: 'failed' })
  const { ci } = read.value
  if (ci.state === 'unknown') return unknown({ ...gap, reason: ci.reason })
  return { item: { ci, gaps: [] }, read: read.value }
}

/** Commits of included projects that the listing does not tell are asked for before they count, else nothing is kept. */
async function basisOf(
  project: ScannedProject,
  read: CiRead | null,
  options: Options,
  shas: CommitShas,
): Promise<CiBasis | null> {
  const defaultBranch = project.repository?.defaultBranch ?? null
  if (!read || !mayBeKept(read.ci) || project.headSha === null || defaultBranch === null) return null
  const from = await Promise.all(read.from.map(async (one) => ({ ...one, sha: await shas.ask(one) })))
  return {
    headSha: project.headSha,
    defaultBranch,
    ciConfigPath: project.ciConfigPath,
    version: read.template ? options.version : null,
    protectedBranches: project.protectedBranches,
    from,
    names: includeNames(read.ci),
    remote: read.remote,
    readAt: options.at.toISOString(),
    environment: namesEnvironment(read.ci),
  }
}
