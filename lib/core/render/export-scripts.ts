// The script forms of an export: for projects on the Free tier, and for what no `secrets:` entry can read.
import type { Project } from '@/lib/core/inventory/estate'
import { deliveryOf, needsScript } from '@/lib/core/mapping/delivery'
import type { JobPlan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { ArtefactFile } from './artefact-file'
import { isShellName, renderScript, type ScriptJob } from './script-form'
import { renderSnippets } from './script-snippets'

/** A job that a person has to change: no merge request does it. `files` are paths in the export. */
export type ManualStep = { project: string; job: string; reason: 'manual_step'; files: string[] }

export type ScriptForms = { files: ArtefactFile[]; manualSteps: ManualStep[] }

/** Does some form give the job this entry? A key that no shell can hold is given by `secrets:` alone. */
export function isGiven(
  { key, placement }: JobPlan['entries'][number],
  delivery: ReturnType<typeof deliveryOf>,
): boolean {
  return isShellName(key) || (delivery !== 'script' && !needsScript(placement))
}

/**
 * Takes a project, its planned jobs and its path as the export has it. Gives `free-tier/<path>/cutover.sh` with all that
 * its jobs read, where the group is on the Free tier or the tier is not known; and `script-form/<path>/cutover.sh` with
 * what needs a script in any case, unless the group is on the Free tier. `snippets.yml` beside each is what to paste.
 */
export function scriptForms(
  project: Project,
  jobs: readonly JobPlan[],
  rules: RulesFile,
  inTree: (path: string) => string,
): ScriptForms {
  const delivery = deliveryOf(project.fullPath, rules.tiers)
  const forms = [
    ...(delivery === 'secrets' ? [] : [formOf('free-tier', project, jobs, rules, inTree, () => true)]),
    ...(delivery === 'script' ? [] : [formOf('script-form', project, jobs, rules, inTree, needsScript)]),
  ]
  return { files: forms.flatMap(({ files }) => files), manualSteps: forms.flatMap(({ manualSteps }) => manualSteps) }
}

function formOf(
  folder: 'free-tier' | 'script-form',
  project: Project,
  jobs: readonly JobPlan[],
  rules: RulesFile,
  inTree: (path: string) => string,
  takes: (placement: JobPlan['entries'][number]['placement']) => boolean,
): ScriptForms {
  const wanted = jobs.flatMap((jobPlan): ScriptJob[] => {
    const vault = rules.vaults.find(({ name }) => name === jobPlan.vault)
    const entries = jobPlan.entries.filter(({ placement }) => takes(placement))
    return vault === undefined || entries.length === 0 ? [] : [{ vault, jobPlan: { ...jobPlan, entries } }]
  })
  const served = wanted.filter(({ jobPlan }) => jobPlan.entries.some(({ key }) => isShellName(key)))
  if (served.length === 0) return { files: [], manualSteps: [] }
  const at = `${folder}/${inTree(project.fullPath)}`
  const file = (name: string, language: 'shell' | 'yaml', text: string): ArtefactFile => ({
    path: `${at}/${name}`,
    kind: 'script-form',
    project: project.fullPath,
    environment: null,
    text,
    before: null,
    language,
    why: [],
    problems: language === 'shell' ? problemsOf(wanted) : [],
  })
  const files = [
    file('cutover.sh', 'shell', renderScript(project.fullPath, served)),
    file('snippets.yml', 'yaml', renderSnippets(project, served)),
  ]
  const names = served.map(({ jobPlan }) => jobPlan.job.name).sort()
  const paths = files.map(({ path }) => path)
  return {
    files,
    manualSteps: names.map((job) => ({ project: project.fullPath, job, reason: 'manual_step', files: paths })),
  }
}

function problemsOf(jobs: readonly ScriptJob[]): ArtefactFile['problems'] {
  return jobs.flatMap(({ jobPlan: { job, entries } }) => {
    const unnamed = entries.filter(({ key }) => !isShellName(key)).map(({ key }) => key)
    const fields = new Set(entries.filter(({ placement }) => placement.engine === 'database').map(fieldOf))
    return [
      ...unnamed.map((key) => ({
        line: 1,
        text: `${job.name}: no shell can hold a variable named ${key}. Rename it.`,
      })),
      ...(fields.has('password') && !fields.has('username')
        ? [
            {
              line: 1,
              text: `${job.name}: maps a password, but not the user name that the database engine makes with it.`,
            },
          ]
        : []),
    ]
  })
}

function fieldOf({ placement }: JobPlan['entries'][number]): string {
  return placement.target.field
}
