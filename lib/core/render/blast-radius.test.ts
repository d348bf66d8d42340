// The blast radius: today by level, scope and protection, after cut-over by roles; unknown is never none.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExampleVariable, exampleEstate, exampleProject, exampleRules } from '@/lib/core/mapping/example-estate'
import type { JobHistory, ProjectPeople } from '@/lib/core/trust/job-history'
import { accessModel } from './access-model'
import { accessReach } from './access-reach'
import { blastRadius } from './blast-radius'
import { leastText, radiusViewRow, sortRadius, triggersClosed } from './blast-radius-view'
import { makePlan } from './make-plan'

const production = { name: 'production', tier: 'production' as const, available: true }
const projects = [
  exampleProject(1, 'shop/api', { environments: [production], protectedEnvironments: ['production'] }),
  exampleProject(2, 'shop/web'),
  exampleProject(3, 'shop/old', { archived: true }),
  exampleProject(4, 'bank/core'),
]
const jobs = {
  'shop/api': [
    { name: 'deploy', environment: 'production' },
    { name: 'stage', environment: 'staging' },
    { name: 'test', runsOnMergeRequest: 'yes' as const, runsOnUnprotectedRef: 'yes' as const },
  ],
  'shop/web': [{ name: 'stage', environment: 'staging' }, { name: 'lint' }],
}

const mapAll = exampleRules({ rules: [{ match: {}, target: {} }] })

function radiusOf(variables: ExampleVariable[], people: Record<string, Partial<ProjectPeople>>) {
  const example = exampleEstate(projects, jobs, variables)
  const plan = makePlan({ ...example, rules: mapAll, today: '2026-11-25' })
  const model = accessModel({ estate: example.estate, rules: mapAll, plan })
  const histories = Object.entries(people).map(([project, known]): JobHistory => {
    const read = { ...everybody, ...known }
    return { project, readAt: '', since: '', complete: true, missing: [], runs: null, people: read }
  })
  return { model, radius: blastRadius(model, example.analysis, histories) }
}

const everybody: ProjectPeople = {
  members: [
    { id: 1, level: 50 },
    { id: 2, level: 40 },
    { id: 3, level: 30 },
    { id: 4, level: 30 },
    { id: 5, level: 20 },
  ],
  branches: [{ name: 'main', level: 40, people: [], others: false }],
  tags: [],
}
const read = { 'shop/api': {}, 'shop/web': {} }
const db: ExampleVariable = { key: 'DB', environmentScope: 'production', protected: true, readers: ['shop/api:deploy'] }

const first = (variables: ExampleVariable[], people: Record<string, Partial<ProjectPeople>> = read) => {
  const [row] = radiusOf(variables, people).radius.rows
  if (row === undefined) throw new Error('nothing is mapped')
  return radiusViewRow(row)
}

describe('today', () => {
  it('an unprotected variable is anybody’s who may push to any branch, and every job’s', () => {
    const { today } = first([{ key: 'TOKEN', readers: ['shop/api:test'] }])
    expect(today).toMatchObject({ projects: 1, jobs: 3, anyRef: true, people: 4, peopleUnknown: 0 })
    expect(today.triggers).toContain('merge-request')
    expect(today.triggers).not.toContain('fork-merge-request')
  })

  it('a protected variable of one scope goes to protected refs and jobs of that environment', () => {
    const { today } = first([db])
    expect(today).toMatchObject({ projects: 1, jobs: 1, anyRef: false, protectedRefs: 1, people: 2 })
    expect(today.triggers).not.toContain('push')
    expect(today.triggers).not.toContain('merge-request')
  })

  it('a protected variable goes to merge requests where both branches can be protected and the project lets them', () => {
    const triggersWith = (protectedBranches: string[], protectsMergeRequests: boolean | null) => {
      const settings = { variablesFrom: null, protectsMergeRequests }
      const example = exampleEstate(
        projects.map((project) => ({ ...project, protectedBranches, settings })),
        jobs,
        [db],
      )
      const plan = makePlan({ ...example, rules: mapAll, today: '2026-11-25' })
      const model = accessModel({ estate: example.estate, rules: mapAll, plan })
      return blastRadius(model, example.analysis, []).rows[0]?.today.triggers ?? []
    }
    expect(triggersWith(['main', 'release/*'], true)).toContain('merge-request')
    expect(triggersWith(['main', 'release/*'], true)).not.toContain('push')
    expect(triggersWith(['main'], true)).not.toContain('merge-request')
    expect(triggersWith(['main', 'release/*'], false)).not.toContain('merge-request')
  })

  it('a variable of a group reaches every project below that runs, and each person counts once', () => {
    const variable: ExampleVariable = { key: 'TOKEN', level: 'group', owner: 'shop', readers: ['shop/api:test'] }
    expect(first([variable]).today).toMatchObject({ projects: 2, jobs: 5, people: 4, peopleUnknown: 0 })
    const more = { ...everybody, members: [...(everybody.members ?? []), { id: 9, level: 30 }] }
    expect(first([variable], { ...read, 'shop/web': more }).today.people).toBe(5)
  })

  it('where a nearer definition always wins, the farther one is handed to nobody', () => {
    const group: ExampleVariable = { key: 'TOKEN', level: 'group', owner: 'shop', readers: ['shop/api:test'] }
    const nearer = (change: Partial<ExampleVariable>): ExampleVariable => ({
      key: 'TOKEN',
      owner: 'shop/web',
      ...change,
    })
    expect(first([group, nearer({})]).today.projects).toBe(1)
    expect(first([group, nearer({ environmentScope: 'staging' })]).today.projects).toBe(2)
    expect(first([group, nearer({ protected: true })]).today.projects).toBe(2)
  })

  it('whoever may see it in the settings counts, though no push reaches a protected ref', () => {
    const nobody = { branches: [{ name: 'main', level: null, people: [], others: false }] }
    expect(first([db], { 'shop/api': nobody }).today.people).toBe(2)
  })

  it('of a project whose configuration was not read the jobs are unknown', () => {
    const variable: ExampleVariable = { key: 'TOKEN', level: 'instance', owner: null, readers: ['shop/api:test'] }
    expect(first([variable]).today).toMatchObject({ projects: 3, jobs: 5, jobsUnknown: 1 })
  })
})

describe('after cut-over', () => {
  it('only the jobs that name a role which holds the path, and the people who may push there', () => {
    const row = first([db])
    expect(row.after).toMatchObject({ projects: 1, jobs: 1, anyRef: false, people: 2 })
    expect(row.production).toBe(true)
    const open = first([{ key: 'TOKEN', readers: ['shop/api:test'] }])
    expect(open.after).toMatchObject({ jobs: 1, anyRef: true, people: 4 })
    expect(open.production).toBe(false)
  })

  it('its ways in are those that the Access pages give', () => {
    const { model, radius } = radiusOf([db, { key: 'TOKEN', readers: ['shop/api:test'] }], read)
    expect(radius.rows.length).toBe(2)
    for (const { variableId: id, after } of radius.rows) {
      const reach = accessReach(model, { kind: 'variable', id })
      expect(new Set(after.triggers)).toEqual(new Set(reach.flatMap(({ triggers }) => triggers)))
      expect(after.projects).toBe(new Set(reach.map(({ project }) => project)).size)
    }
  })
})

describe('what was not read', () => {
  it('is unknown on both sides, never nobody', () => {
    const row = first([db], {})
    expect([row.today, row.after].map(({ people, peopleUnknown }) => [people, peopleUnknown])).toEqual([
      [0, 1],
      [0, 1],
    ])
    expect(leastText(0, 1)).toBe('unknown')
    expect(leastText(12, 1)).toBe('at least 12')
    expect(leastText(0, 0)).toBe('0')
  })

  it('is named in the sum over production variables, and each person counts once there', () => {
    const both: ExampleVariable[] = [db, { ...db, key: 'KEY' }, { key: 'TOKEN', readers: ['shop/api:test'] }]
    expect(radiusOf(both, read).radius.production).toEqual({
      variables: 2,
      today: { people: 2, unknown: [] },
      after: { people: 2, unknown: [] },
    })
    expect(radiusOf(both, {}).radius.production.today.unknown).toEqual(['shop/api'])
  })

  it('in one project never makes the known people more', () => {
    const variable: ExampleVariable = { key: 'TOKEN', level: 'group', owner: 'shop', readers: ['shop/api:test'] }
    fc.assert(
      fc.property(fc.subarray(['members', 'branches', 'tags'] as const), fc.boolean(), (parts, isProtected) => {
        const missing = Object.fromEntries(parts.map((part) => [part, null]))
        const variables = [{ ...variable, protected: isProtected }]
        const whole = first(variables).today
        const less = first(variables, { ...read, 'shop/web': missing }).today
        expect(less.people).toBeLessThanOrEqual(whole.people)
        expect(less.peopleUnknown).toBe(parts.length > 0 ? 1 : 0)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the table', () => {
  const rows = [db, { key: 'TOKEN', readers: ['shop/api:test'] }].map((variable) => first([variable]))

  it('is sorted by who is left, by jobs or by key', () => {
    const keys = (sort: 'people' | 'jobs' | 'key') => sortRadius(rows, sort).map(({ key }) => key)
    expect([keys('people'), keys('key'), keys('jobs')]).toEqual([
      ['TOKEN', 'DB'],
      ['DB', 'TOKEN'],
      ['TOKEN', 'DB'],
    ])
  })

  it('tells which ways in are closed', () => {
    const [of] = rows
    expect(of && triggersClosed(of)).toEqual(['child-pipeline'])
  })
})

it('a mapped variable that no job reads is nobody’s after cut-over', () => {
  const row = first([{ key: 'UNUSED' }])
  expect(row.today).toMatchObject({ people: 4, jobs: 3 })
  expect(row.after).toMatchObject({ projects: 0, jobs: 0, people: 0, peopleUnknown: 0, anyRef: false, triggers: [] })
})
