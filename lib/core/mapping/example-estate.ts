// A small estate written by hand, for tests of the planning: facts in a few words, everything else filled in.
import type { AnalysedVariable, Analysis } from '@/lib/core/inventory/analysed-variable'
import type { CiJob, Consumer, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { type RulesFile, rulesFileSchema } from './rules-file'

export type ExampleJob = Partial<Omit<CiJob, 'environment'>> & { name: string; environment?: string | JobEnvironment }

/** A job that runs on protected refs only, unless said otherwise. */
export function exampleJob({ environment, ...rest }: ExampleJob): CiJob {
  return {
    stage: 'deploy',
    bridge: false,
    environmentAction: 'start',
    runsOnMergeRequest: 'no',
    runsOnUnprotectedRef: 'no',
    runsOnTag: 'no',
    runsOnSchedule: 'no',
    definedIn: { file: '.gitlab-ci.yml', line: 1 },
    extendedBy: [],
    hasOwnIdTokens: false,
    tags: [],
    uses: [],
    staticCredentials: [],
    ...rest,
    environment: asEnvironment(environment),
  }
}

function asEnvironment(environment: string | JobEnvironment | undefined): JobEnvironment {
  if (environment === undefined) return { kind: 'none' }
  if (typeof environment !== 'string') return environment
  return environment.includes('*') ? { kind: 'pattern', pattern: environment } : { kind: 'name', name: environment }
}

export function exampleProject(id: number, fullPath: string, rest: Partial<Project> = {}): Project {
  return {
    id,
    fullPath,
    groupPath: fullPath.split('/').slice(0, -1).join('/'),
    archived: false,
    emptyRepository: false,
    defaultBranch: 'main',
    ciConfigPath: '.gitlab-ci.yml',
    variablesRead: true,
    protectedBranches: ['main'],
    protectedTags: [],
    protectedEnvironments: [],
    environments: [],
    schedules: [],
    ci: { state: 'absent' },
    ...rest,
  }
}

/** `jobs` by project path; `readers` names the consumers as `project:job`. */
export type ExampleVariable = Partial<Variable> & {
  key: string
  readers?: string[]
  analysed?: Partial<AnalysedVariable>
}

export type Example = { estate: Estate; analysis: Analysis }

export function exampleEstate(
  projects: Project[],
  jobs: Record<string, ExampleJob[]>,
  variables: ExampleVariable[],
): Example {
  const allJobs = Object.fromEntries(Object.entries(jobs).map(([path, list]) => [path, list.map(exampleJob)]))
  const analysed = variables.map(({ readers = [], analysed: facts, ...rest }): AnalysedVariable => {
    const variable: Variable = {
      level: 'project',
      owner: projects[0]?.fullPath ?? null,
      environmentScope: '*',
      variableType: 'env_var',
      protected: false,
      masked: true,
      hidden: false,
      raw: true,
      description: null,
      scheduleId: null,
      ...rest,
    }
    const id = variableId(variable)
    return {
      id,
      variable,
      uses: readers.length,
      unknown: [],
      consumers: readers.map((reader) => exampleConsumer(id, reader, allJobs)),
      blockers: [],
      warnings: [],
      classification: { kind: 'secret', reason: 'masked' },
      ...facts,
    }
  })
  const estate: Estate = {
    gitlab: { url: 'https://gitlab.example.com', version: '18.0.0', enterprise: true },
    groups: [],
    projects,
    variables: analysed.map((one) => one.variable),
    gaps: [],
    gone: {},
  }
  return { estate, analysis: { variables: analysed, jobs: allJobs } }
}

function exampleConsumer(id: string, reader: string, jobs: Record<string, CiJob[]>): Consumer {
  const [project = '', name = ''] = reader.split(':')
  const job = jobs[project]?.find((one) => one.name === name)
  return {
    variableId: id,
    project,
    job: name,
    environment: job?.environment ?? { kind: 'none' },
    kinds: ['script'],
    confidence: 'certain',
    evidence: [{ file: '.gitlab-ci.yml', line: 7, text: name, merged: false }],
  }
}

/** One vault `main` with mounts `kv` (kv-v2) and `old` (kv-v1); every top-level group premium unless said otherwise. */
export function exampleRules(rest: Partial<RulesFile> = {}): RulesFile {
  return rulesFileSchema.parse({
    version: 1,
    vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
    mounts: [
      { vault: 'main', path: 'kv', engine: 'kv-v2' },
      { vault: 'main', path: 'old', engine: 'kv-v1' },
    ],
    tiers: [{ group: 'shop', tier: 'premium' }],
    ...rest,
  })
}
