// A small estate with its plan, for the tests of this folder.
import type { CiJob } from '@/lib/core/inventory/consumer'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import type { JobPlan, MappedVariable, Placement, Plan, Policy, Role } from '@/lib/core/mapping/plan'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'

export const rules: RulesFile = rulesFileSchema.parse({
  version: 1,
  vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
  mounts: [{ vault: 'main', path: 'secret', engine: 'kv-v2' }],
})

export const variable: Variable = {
  level: 'project',
  owner: 'shop/api',
  key: 'DB_PASSWORD',
  environmentScope: 'production',
  variableType: 'env_var',
  protected: true,
  masked: true,
  hidden: false,
  raw: true,
  description: null,
  scheduleId: null,
}

export const id = variableId(variable)

export function ciJob(change: Partial<CiJob> = {}): CiJob {
  return {
    name: 'deploy',
    stage: 'deploy',
    bridge: false,
    environment: { kind: 'name', name: 'production' },
    environmentAction: 'start',
    runsOnMergeRequest: 'no',
    runsOnUnprotectedRef: 'no',
    runsOnTag: 'no',
    runsOnSchedule: 'no',
    definedIn: { file: '.gitlab-ci.yml', line: 4 },
    extendedBy: [],
    hasOwnIdTokens: false,
    tags: [],
    uses: [],
    staticCredentials: [],
    ...change,
  }
}

export function placement(change: Partial<Placement> = {}): Placement {
  return {
    target: { vault: 'main', mount: 'secret', path: 'shop/api/production', field: 'DB_PASSWORD' },
    engine: 'kv-v2',
    file: false,
    environment: 'production',
    protected: true,
    consumers: [],
    ...change,
  }
}

export function jobPlan(change: Partial<JobPlan> = {}): JobPlan {
  const entries = [{ variableId: id, key: 'DB_PASSWORD', placement: placement() }]
  return { project: 'shop/api', job: ciJob(), role: 'p22-production', vault: 'main', entries, ...change }
}

export const policy: Policy = {
  name: 'p22-production',
  vault: 'main',
  owner: { level: 'project', path: 'shop/api' },
  environment: { kind: 'name', name: 'production' },
  paths: [{ path: 'secret/data/shop/api/production', variableIds: [id] }],
}

export const role: Role = {
  name: 'p22-production',
  vault: 'main',
  project: 'shop/api',
  projectId: 22,
  environment: { kind: 'name', name: 'production' },
  production: true,
  protected: true,
  jobs: ['deploy'],
  policies: ['p22-production'],
  boundClaims: { project_id: '22', ref_protected: 'true', environment: 'production' },
  boundClaimsType: 'string',
  flags: [],
}

export function mapped(change: Partial<MappedVariable> = {}): MappedVariable {
  return {
    id,
    variable,
    state: 'mapped',
    target: placement().target,
    placements: [placement()],
    star: null,
    decidedBy: { kind: 'rule', index: 0 },
    uses: 1,
    blockers: [],
    warnings: [],
    ...change,
  }
}

export function planOf(change: Partial<Plan> = {}): Plan {
  return { variables: [mapped()], jobs: [jobPlan()], roles: [role], policies: [policy], ...change }
}

export const rootText = `stages: [deploy]

# ships it
deploy:
  stage: deploy
  script:
    - ./deploy.sh "$DB_PASSWORD"
  environment: production
`

export function project(change: Partial<Project> = {}): Project {
  return {
    id: 22,
    fullPath: 'shop/api',
    groupPath: 'shop',
    archived: false,
    emptyRepository: false,
    defaultBranch: 'main',
    ciConfigPath: '.gitlab-ci.yml',
    variablesRead: true,
    protectedBranches: ['main'],
    protectedTags: [],
    protectedEnvironments: ['production'],
    environments: [{ name: 'production', tier: 'production', available: true }],
    schedules: [],
    ci: ciOf(rootText),
    ...change,
  }
}

/** A valid reading whose merged text is the root file itself, unless another one is given. */
export function ciOf(
  text: string,
  change: { mergedYaml?: string; included?: { path: string; text: string }[] } = {},
): Project['ci'] {
  return {
    state: 'valid',
    ref: 'main',
    mergedYaml: change.mergedYaml ?? text,
    root: { path: '.gitlab-ci.yml', text },
    included: change.included ?? [],
    includes: (change.included ?? []).map(({ path }) => ({
      type: 'local',
      location: path,
      contextProject: 'shop/api',
    })),
  }
}

export function estateOf(projects: Project[] = [project()]): Estate {
  return {
    gitlab: { url: 'https://gitlab.example.com', version: '18.4.0', enterprise: true },
    groups: [{ id: 1, fullPath: 'shop', name: 'Shop', variablesRead: true }],
    projects,
    variables: [variable],
    gaps: [],
    gone: {},
  }
}
