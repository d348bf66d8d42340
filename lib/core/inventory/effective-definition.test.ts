import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorPaths, effectiveDefinition, possibleDefinitions } from './effective-definition'
import { matchesScope } from './environment-scope'
import { type Variable, variableId } from './variable'

const project = 'acme/shop/api'
const groups = ancestorPaths(project)

function variable(level: Variable['level'], owner: string | null, environmentScope = '*'): Variable {
  return {
    level,
    owner,
    key: 'DB_PASSWORD',
    environmentScope,
    variableType: 'env_var',
    protected: false,
    masked: true,
    hidden: false,
    raw: true,
    description: null,
    scheduleId: level === 'schedule' ? 1 : null,
  }
}

const anyDefinition = fc
  .record({
    where: fc.constantFrom<[Variable['level'], string | null]>(
      ['project', project],
      ['project', 'acme/other'],
      ['group', 'acme/shop'],
      ['group', 'acme'],
      ['group', 'beta'],
      ['instance', null],
    ),
    scope: fc.constantFrom('*', 'production', 'prod*', 'p*', 'review/*', 'review/feat-*'),
  })
  .map(({ where: [level, owner], scope }) => variable(level, owner, level === 'instance' ? '*' : scope))

/** GitLab keeps (owner, key, scope) unique. */
const definitionsOfOneKey = fc.uniqueArray(anyDefinition, { maxLength: 6, selector: variableId })

describe('effectiveDefinition', () => {
  it('lists the groups above a project, closest first', () => {
    expect(groups).toEqual(['acme/shop', 'acme'])
    expect(ancestorPaths('acme')).toEqual([])
  })

  it('lets the level beat the scope: a project’s * wins over a group’s exact name', () => {
    const own = variable('project', project)
    const group = variable('group', 'acme/shop', 'production')
    const result = effectiveDefinition([group, own], project, groups, 'production')
    expect(result.winner).toBe(own)
    expect(result.shadowed).toEqual([{ variable: group, reason: 'project acme/shop/api beats group acme/shop' }])
  })

  it('lets the closest group win over a farther one, and any group over the instance', () => {
    const near = variable('group', 'acme/shop')
    const all = [variable('instance', null), variable('group', 'acme'), near]
    expect(effectiveDefinition(all, project, groups, null).winner).toBe(near)
  })

  it('takes the exact scope before a wildcard before *', () => {
    const exact = variable('project', project, 'production')
    const all = [variable('project', project), variable('project', project, 'prod*'), exact]
    expect(effectiveDefinition(all, project, groups, 'production').winner).toBe(exact)
    expect(effectiveDefinition(all, project, groups, 'prod-eu').winner?.environmentScope).toBe('prod*')
    expect(effectiveDefinition(all, project, groups, null).winner?.environmentScope).toBe('*')
  })

  it('names two wildcards that match alike as ambiguous', () => {
    const all = [variable('project', project, 'review/*'), variable('project', project, 'review/feat-*')]
    expect(effectiveDefinition(all, project, groups, 'review/feat-1').ambiguous).toEqual(all)
    expect(effectiveDefinition(all, project, groups, 'review/fix').ambiguous).toEqual([])
  })

  it('sets schedule variables aside', () => {
    expect(effectiveDefinition([variable('schedule', project)], project, groups, null).winner).toBeNull()
  })

  it('gives a winner exactly when some definition reaches the job, and it always matches', () => {
    const name = fc.constantFrom('production', 'prod-eu', 'review/feat-1', 'review/x', 'staging', null)
    fc.assert(
      fc.property(definitionsOfOneKey, name, (definitions, environment) => {
        const reach = definitions.filter(
          (one) =>
            (one.owner === null || project === one.owner || project.startsWith(`${one.owner}/`)) &&
            matchesScope(one.environmentScope, environment),
        )
        const { winner, shadowed } = effectiveDefinition(definitions, project, groups, environment)
        expect(winner === null).toBe(reach.length === 0)
        expect(new Set([...shadowed.map((one) => one.variable), ...(winner ? [winner] : [])])).toEqual(new Set(reach))
        if (reach.some((one) => one.level === 'project')) expect(winner?.level).toBe('project')
      }),
    )
  })
})

describe('possibleDefinitions', () => {
  it('keeps every definition that wins for some name of a pattern environment', () => {
    const feature = variable('project', project, 'review/feat-1')
    const review = variable('project', project, 'review/*')
    const star = variable('project', project)
    const group = variable('group', 'acme', 'review/*')
    const pattern = { kind: 'pattern', pattern: 'review/*' } as const
    expect(possibleDefinitions([star, group, review, feature], project, groups, pattern).winners).toEqual([
      feature,
      review,
    ])
    expect(possibleDefinitions([star, feature], project, groups, pattern).winners).toEqual([feature, star])
  })

  it('counts every definition down to the first * where the environment cannot be known', () => {
    const own = variable('project', project, 'production')
    const near = variable('group', 'acme/shop')
    const far = variable('group', 'acme')
    expect(possibleDefinitions([far, near, own], project, groups, { kind: 'not_static', text: '$X' }).winners).toEqual([
      own,
      near,
    ])
  })

  it('holds the winner of every name that the pattern can become', () => {
    fc.assert(
      fc.property(definitionsOfOneKey, (definitions) => {
        const { winners, ambiguous } = possibleDefinitions(definitions, project, groups, {
          kind: 'pattern',
          pattern: 'review/*',
        })
        for (const name of ['review/feat-1', 'review/x', 'review/']) {
          const exact = effectiveDefinition(definitions, project, groups, name)
          if (exact.winner) expect(winners).toContain(exact.winner)
          for (const one of exact.ambiguous) expect(ambiguous).toContain(one)
        }
      }),
    )
  })
})
