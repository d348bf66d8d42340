// Uses on refs beside the default branch, whose CI files differ from it.
import type { Evidence } from './consumer'
import type { Reach } from './definitions-in-reach'
import { possibleDefinitions } from './effective-definition'
import type { Project } from './estate'
import type { Problem } from './problem'
import { readProjectJobs } from './read-project-jobs'
import { variableId } from './variable'

export type RefUse = { project: string; ref: string; job: string; evidence: Evidence }

export type RefUses = {
  /** By variable id. */
  uses: Map<string, RefUse[]>
  /** By project: what was not read there and may hold a use. */
  unread: Map<string, string[]>
}

/** Adds what one project's other refs name. A job that only may read a variable is left out, as in `uses`. */
export function collectRefUses(found: RefUses, project: Project, reach: Reach): void {
  for (const { ref, ci } of project.refs?.refs ?? []) {
    if (ci.state !== 'valid') continue
    const read = readProjectJobs(project, ci, reach.keys)
    const children = read?.childPipelines ?? []
    const unread = [
      ...(read ? [] : [`${project.fullPath}: the merged CI configuration of ${ref} is no YAML map`]),
      ...children.map(({ job }) => `${project.fullPath}: child pipeline of job ${job} on ${ref} was not read`),
    ]
    if (unread.length > 0)
      found.unread.set(project.fullPath, [...(found.unread.get(project.fullPath) ?? []), ...unread])
    const jobs = (read?.jobs ?? []).map((job) => ({ name: job.name, environment: job.environment, uses: job.uses }))
    const outside = (read?.outside ?? []).map((use) => ({
      name: use.kind,
      environment: { kind: 'none' } as const,
      uses: [use],
    }))
    for (const job of [...jobs, ...outside]) {
      for (const use of job.uses) {
        if (use.confidence === 'possible') continue
        const definitions = reach.definitionsOf(use.key)
        const { winners } = possibleDefinitions(definitions, project.fullPath, reach.ancestors, job.environment)
        for (const one of [...winners, ...reach.schedulesOf(use.key)]) {
          const all = found.uses.get(variableId(one)) ?? []
          all.push({ project: project.fullPath, ref, job: job.name, evidence: onRef(use.evidence, ref) })
          found.uses.set(variableId(one), all)
        }
      }
    }
  }
}

const onRef = (evidence: Evidence, ref: string): Evidence => ({
  ...evidence,
  file: evidence.file === null ? null : `${evidence.file} on ${ref}`,
})

const most = 3

/** One warning for all refs that read a variable in a job that does not on the default branch; none where there is none. */
export function refProblems(uses: readonly RefUse[]): Problem[] {
  if (uses.length === 0) return []
  const places = [...new Map(uses.map((use) => [JSON.stringify([use.project, use.ref, use.job]), use])).values()]
  const text = ({ project, ref, job, evidence: { file, line } }: RefUse) =>
    `${project}: ${ref} reads it in job ${job}${file ? ` at ${file.replace(/ on .*$/, '')}:${line}` : ''}`
  const more = places.length - most
  const detail = `${places.slice(0, most).map(text).join('; ')}${more > 0 ? `; and ${more} more` : ''}`
  return [{ code: 'used_on_other_ref', detail, evidence: places.slice(0, most).map(({ evidence }) => evidence) }]
}
