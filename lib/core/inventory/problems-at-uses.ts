// Problems that follow from where a variable is used.
import type { CiJob, Evidence, JobUse, UseKind } from './consumer'
import type { Problem, ProblemCode } from './problem'

/** One use of one definition: in a job, or outside any (`workflow`, `include`), where the job is null. */
export type UseAt = { project: string; job: CiJob | null; use: JobUse }

const blockerOfKind: Partial<Record<UseKind, ProblemCode>> = {
  rules: 'used_in_rules',
  only_except: 'used_in_rules',
  include: 'used_in_include',
  trigger: 'used_in_trigger',
  environment_name: 'used_in_environment_name',
  resource_group: 'used_in_resource_group',
  tags: 'used_in_tags',
  id_tokens: 'used_in_id_tokens',
  needs: 'used_in_needs',
  workflow: 'used_in_workflow',
}

const warningOfKind: Partial<Record<UseKind, ProblemCode>> = {
  image: 'used_in_image',
  services: 'used_in_image',
  variables: 'used_in_composite',
}

/**
 * Takes the uses of one variable and gives blockers (GitLab needs the text before any runner could read Vault) and
 * warnings, one per code, each with the places and their lines. A use that is only `possible` makes none.
 * Source: docs.gitlab.com/ci/variables/where_variables_can_be_used; order of steps in gitlab-runner `common/build.go`.
 */
export function problemsAtUses(uses: readonly UseAt[]): { blockers: Problem[]; warnings: Problem[] } {
  const sure = uses.filter(({ use }) => use.confidence !== 'possible')
  return {
    blockers: collect(sure, blockerCodes),
    warnings: collect(sure, ({ job, use }) => {
      const code = job?.bridge ? undefined : warningOfKind[use.kind]
      return code ? [code] : []
    }),
  }
}

function blockerCodes({ job, use }: UseAt): ProblemCode[] {
  const codes: ProblemCode[] = []
  const byKind = blockerOfKind[use.kind]
  if (byKind) codes.push(byKind)
  else if (job?.bridge) codes.push('bridge_uses_variable')
  if (job?.environment.kind === 'not_static') codes.push('environment_not_static')
  return codes
}

function collect(uses: readonly UseAt[], codesOf: (use: UseAt) => ProblemCode[]): Problem[] {
  const byCode = new Map<ProblemCode, UseAt[]>()
  for (const use of uses) {
    for (const code of codesOf(use)) {
      const all = byCode.get(code)
      if (all) all.push(use)
      else byCode.set(code, [use])
    }
  }
  return [...byCode].map(([code, all]) => ({ code, detail: detailOf(code, all), evidence: evidenceOf(all) }))
}

const mostPlaces = 3
const mostLines = 10

function detailOf(code: ProblemCode, uses: readonly UseAt[]): string {
  const places = [...new Set(uses.map((use) => placeOf(code, use)))]
  const left = places.length - mostPlaces
  return places.slice(0, mostPlaces).join('; ') + (left > 0 ? `; and ${left} more` : '')
}

function placeOf(code: ProblemCode, { project, job, use }: UseAt): string {
  if (!job) return `${use.kind} of ${project}`
  if (code === 'environment_not_static' && job.environment.kind === 'not_static') {
    return `job ${job.name} of ${project} has environment ${job.environment.text}`
  }
  return `${job.bridge ? 'bridge job' : 'job'} ${job.name} of ${project}, in ${kindWords[use.kind] ?? use.kind}`
}

const kindWords: Partial<Record<UseKind, string>> = { only_except: 'only/except', environment_name: 'environment' }

function evidenceOf(uses: readonly UseAt[]): Evidence[] {
  const unique = new Map(uses.map(({ project, use }) => [`${project} ${use.evidence.file} ${use.evidence.line}`, use]))
  return [...unique.values()].slice(0, mostLines).map((use) => use.evidence)
}
