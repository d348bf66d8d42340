// A plan made fit for the generated file, checked against the root file that will include it.
import { isMap, isSeq, type YAMLMap } from 'yaml'
import { type CiFile, keyOf, type Refusal, type RefusalReason, readCiFile } from './ci-file'
import { type CiPlan, ciPlanSchema, type JobBlocks, sections } from './ci-plan'
import { jobPairs } from './job-graph'
import { plannedJob, reachesOthers, refusal, usesOtherLogin } from './job-refusal'
import { existingEntries, missingEntries } from './job-section'
import { lookup, plainValue } from './map-lookup'

/**
 * Takes the text of a root CI file and a plan; gives the plan for the generated file, where a job also repeats the
 * `default:id_tokens` that its own would replace, or what was refused. The root file wins over an included one, so an
 * entry that it holds with another value is `already_defined`. A job that the root file does not hold may come from
 * another include: `job_not_found` where there is none, `include_conditional` where every include has `rules:`.
 */
export function planForFile(rootText: string, plan: CiPlan): { plan: CiPlan } | { refused: Refusal[] } {
  const read = readCiFile(rootText)
  if ('refused' in read) return read
  const { file } = read
  const refused: Refusal[] = []
  const jobs: CiPlan['jobs'] = {}
  for (const [name, blocks] of Object.entries(plan.jobs)) {
    const answer = stubFor(file, plan, name, blocks)
    if ('reason' in answer) refused.push(refusal(file, name, answer.reason))
    else jobs[name] = answer.ok
  }
  return refused.length > 0 ? { refused } : { plan: { jobs } }
}

function stubFor(
  file: CiFile,
  plan: CiPlan,
  name: string,
  blocks: JobBlocks,
): { ok: JobBlocks } | { reason: RefusalReason } {
  const job = plannedJob(file, name, 'file')
  if ('refused' in job && job.refused.reason !== 'job_not_found') return { reason: job.refused.reason }
  if (reachesOthers(file, plan, name, 'file')) return { reason: 'extended_by' }
  if ('refused' in job) return foreignJob(file, blocks)
  for (const section of sections) {
    const wanted = blocks[section] ?? {}
    if (Object.keys(wanted).length === 0) continue
    const existing = existingEntries(file, job.map, section, 'file')
    if ('reason' in existing) return existing
    if (existing.ok.pair && !existing.ok.own) return { reason: 'cannot_splice_safely' }
    const missing = missingEntries(file, job.map, section, existing.ok, wanted)
    if ('reason' in missing) return missing
  }
  if (usesOtherLogin(file, job.map, blocks)) return { reason: 'other_token' }
  return withDefaultTokens(file, job.map, blocks)
}

/** A job of another file: nothing of it can be read here. */
function foreignJob(file: CiFile, blocks: JobBlocks): { ok: JobBlocks } | { reason: RefusalReason } {
  const [include] = jobPairs(file, 'include')
  if (!include) return { reason: 'job_not_found' }
  const value = file.resolve(include.value)
  const items = isSeq(value) ? value.items.map(file.resolve) : [value]
  const conditional = items.every((item) => isMap(item) && item.items.some((pair) => keyOf(pair) === 'rules'))
  if (conditional) return { reason: 'include_conditional' }
  const defaults = file.resolve(jobPairs(file, 'default').at(-1)?.value)
  const tokens = isMap(defaults) && lookup(file, defaults, 'id_tokens').kind !== 'none'
  return tokens && Object.keys(blocks.id_tokens ?? {}).length > 0 ? { reason: 'inherited_unknown' } : { ok: blocks }
}

function withDefaultTokens(
  file: CiFile,
  job: YAMLMap,
  blocks: JobBlocks,
): { ok: JobBlocks } | { reason: RefusalReason } {
  const planned = blocks.id_tokens ?? {}
  if (Object.keys(planned).length === 0 || lookup(file, job, 'id_tokens').kind !== 'none') return { ok: blocks }
  const existing = existingEntries(file, job, 'id_tokens', 'file')
  if ('reason' in existing) return existing
  const repeated = [...existing.ok.entries].map(([name, node]) => {
    const value = plainValue(file, node)
    return [name, value instanceof Map ? Object.fromEntries(value) : value]
  })
  const all = { jobs: { job: { ...blocks, id_tokens: { ...Object.fromEntries(repeated), ...planned } } } }
  const answer = ciPlanSchema.safeParse(all)
  return answer.success ? { ok: answer.data.jobs.job ?? blocks } : { reason: 'cannot_splice_safely' }
}
