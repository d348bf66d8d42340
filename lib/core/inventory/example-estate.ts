// Small estates for the tests of this room and of those that build on it.
import type { AnalysedVariable, Analysis } from './analysed-variable'
import type { CiReading, Estate, Project } from './estate'
import { type Variable, variableId } from './variable'

/** A masked raw project variable of acme/shop/api, scope `*`, unless said otherwise. */
export function variable(key: string, over: Partial<Variable> = {}): Variable {
  return {
    level: 'project',
    owner: 'acme/shop/api',
    key,
    environmentScope: '*',
    variableType: 'env_var',
    protected: false,
    masked: true,
    hidden: false,
    raw: true,
    description: null,
    scheduleId: null,
    ...over,
  }
}

/** A valid reading of `main` with one root file. */
export function ci(text: string, merged = text): CiReading {
  return {
    state: 'valid',
    ref: 'main',
    mergedYaml: merged,
    root: { path: '.gitlab-ci.yml', text },
    included: [],
    includes: [],
  }
}

/** A project of which everything was read and only `main` is protected. */
export function project(fullPath: string, reading: CiReading, over: Partial<Project> = {}): Project {
  return {
    id: 1,
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
    ci: reading,
    ...over,
  }
}

export function estate(projects: Project[], variables: Variable[], over: Partial<Estate> = {}): Estate {
  const gitlab = { url: 'https://gitlab.example.com', version: '18.4.0', enterprise: true }
  return { gitlab, groups: [], projects, variables, gaps: [], gone: {}, ...over }
}

/** The row of one variable; fails where there is none. */
export function row(analysis: Analysis, key: string, over: Partial<Variable> = {}): AnalysedVariable {
  const found = analysis.variables.find((one) => one.id === variableId(variable(key, over)))
  if (!found) throw new Error(`no row for ${key}`)
  return found
}

export const codes = (problems: { code: string }[]) => problems.map((one) => one.code)
