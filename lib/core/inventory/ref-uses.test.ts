// Other refs: a use there counts, warns and is located; refs that were read leave nothing unknown.
import { describe, expect, it } from 'vitest'
import { analyseEstate } from './analyse-estate'
import type { CiReading, Estate, Project } from './estate'
import type { RefReading, RefsReading } from './ref-reading'
import type { Variable } from './variable'

const valid = (ref: string, text: string): CiReading => ({
  state: 'valid',
  ref,
  mergedYaml: text,
  root: { path: '.gitlab-ci.yml', text },
  included: [],
  includes: [],
})

const path = 'acme/api'

function analyse(main: string, refs: RefsReading | undefined, over: Partial<Project> = {}) {
  const project: Project = {
    id: 1,
    fullPath: path,
    groupPath: 'acme',
    archived: false,
    emptyRepository: false,
    defaultBranch: 'main',
    ciConfigPath: '.gitlab-ci.yml',
    variablesRead: true,
    protectedBranches: ['main', 'release/*'],
    protectedTags: null,
    protectedEnvironments: null,
    environments: [],
    schedules: [{ id: 7, description: '', ref: 'nightly', active: true }],
    ...(refs ? { refs } : {}),
    ci: valid('main', main),
    ...over,
  }
  const variable: Variable = {
    level: 'project',
    owner: path,
    key: 'TOKEN_A',
    environmentScope: '*',
    variableType: 'env_var',
    protected: false,
    masked: true,
    hidden: false,
    raw: true,
    description: null,
    scheduleId: null,
  }
  const estate: Estate = {
    gitlab: { url: 'https://gitlab.example.com', version: '18.5.0', enterprise: true },
    groups: [{ id: 2, fullPath: 'acme', name: 'acme', variablesRead: true }],
    projects: [project],
    variables: [variable],
    gaps: [],
    gone: {},
  }
  const [found] = analyseEstate(estate).variables
  if (!found) throw new Error('no row')
  return found
}

const refs = (...some: RefReading[]): RefsReading => ({ refs: some, cut: 0, pipelinesKnown: true })
const release = (ci: RefReading['ci']): RefReading => ({ ref: 'release/1.x', why: ['protected'], ci })
const plain = 'build:\n  script: [cargo build]\n'
const deploy = 'build:\n  script: [cargo build]\ndeploy:\n  script:\n    - curl -H "$TOKEN_A" https://example.com\n'

describe('other refs', () => {
  it('leave a use unknown where they were not read, and known to be none where all were', () => {
    expect(analyse(plain, undefined).uses).toBeNull()
    expect(analyse(plain, refs()).uses).toBe(0)
    expect(analyse(plain, refs(release({ state: 'same' }))).uses).toBe(0)
    expect(analyse(plain, refs(release({ state: 'absent' }))).uses).toBe(0)
  })

  it('count as a use, with ref, job and line', () => {
    const found = analyse(plain, refs(release(valid('release/1.x', deploy))))
    expect(found.uses).toBe(1)
    const [warning] = found.warnings.filter(({ code }) => code === 'used_on_other_ref')
    expect(warning?.detail).toBe('acme/api: release/1.x reads it in job deploy at .gitlab-ci.yml:5')
    expect(warning?.evidence[0]).toMatchObject({ file: '.gitlab-ci.yml on release/1.x', line: 5 })
    expect(found.consumers).toEqual([])
  })

  it('say nothing more where the default branch reads it in the same job', () => {
    const found = analyse(deploy, refs(release(valid('release/1.x', `${deploy}other:\n  script: [cargo build]\n`))))
    expect([found.uses, found.unknown]).toEqual([1, []])
    expect(found.warnings.map(({ code }) => code)).not.toContain('used_on_other_ref')
  })

  it('stay unknown where one could not be read, is invalid, hides a child pipeline, or too many were left out', () => {
    const unknown: RefReading['ci'][] = [
      { state: 'unknown', reason: 'forbidden' },
      { state: 'invalid', ref: 'release/1.x', errors: ['jobs config'], root: null },
      valid('release/1.x', 'child:\n  trigger:\n    include: child.yml\n'),
    ]
    for (const ci of unknown) {
      const found = analyse(plain, refs(release(ci)))
      expect(found.uses).toBeNull()
      expect(found.unknown.join()).toContain('release/1.x')
    }
    expect(analyse(plain, { ...refs(), cut: 4 }).unknown).toEqual(['acme/api: 4 more refs can run and were not read'])
    expect(analyse(plain, refs(), { schedules: null }).uses).toBeNull()
  })
})
