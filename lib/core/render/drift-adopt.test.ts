import { describe, expect, it } from 'vitest'
import { accessExample } from './access-example'
import { adoptDrafts, adoptProblem, templateOf } from './drift-adopt'

const { plan, rules } = accessExample()
const planned = 'cutover-12-production-protected'
const wish = { what: 'role' as const, vault: rules.vaults[0]?.name ?? '', planned, existing: 'ci-12-production' }

describe('adoptDrafts', () => {
  it('first tries rules of their own for the variables of the role, before the rule that decides now', () => {
    const [first] = adoptDrafts(rules, plan, wish).drafts
    expect(first?.rules.rules).toEqual([
      { match: { level: 'project', project: 'shop/api', scope: 'production' }, target: {}, role: 'ci-12-production' },
      ...rules.rules,
    ])
  })

  it('gives a plan in which this role alone has the existing name', () => {
    const [first, template] = adoptDrafts(rules, plan, wish).drafts
    const planBy = (of = first) => accessExample([], { rules: of?.rules.rules ?? [] }).plan
    expect(planBy().roles.map(({ name }) => name)).toContain('ci-12-production')
    expect(adoptProblem(plan, planBy(), wish)).toBeNull()
    expect(adoptProblem(plan, planBy(template), wish)).toContain('rename')
  })

  it('names a role that also reads what its group shares, by a variable of the project alone', () => {
    const shared = { level: 'group' as const, owner: 'shop', key: 'SHARED', environmentScope: 'production' }
    const more = [{ ...shared, protected: true, readers: ['shop/api:deploy'] }]
    const mixed = accessExample(more)
    const policies = mixed.plan.roles.find(({ name }) => name === planned)?.policies ?? []
    expect(policies).toHaveLength(2)
    const full = { ...wish, policies }
    const [first] = adoptDrafts(mixed.rules, mixed.plan, full).drafts
    const changed = accessExample(more, { rules: first?.rules.rules ?? [] }).plan
    expect(adoptProblem(mixed.plan, changed, full)).toBeNull()
    expect(changed.roles.find(({ name }) => name === wish.existing)?.policies).toEqual(policies)
  })

  it('gives the policy of the role the name of the one that the existing role has', () => {
    const [first] = adoptDrafts(rules, plan, { ...wish, policies: ['ledger-read'] }).drafts
    const { plan: changed } = accessExample([], { rules: first?.rules.rules ?? [] })
    expect(changed.roles.find(({ name }) => name === wish.existing)?.policies).toEqual(['ledger-read'])
    expect(adoptProblem(plan, changed, { ...wish, policies: ['ledger-read'] })).toBeNull()
  })

  it('gives a policy the name of one that exists, and leaves the role as it is', () => {
    const policy = { ...wish, what: 'policy' as const, existing: 'api-production-read' }
    const [first] = adoptDrafts(rules, plan, policy).drafts
    const { plan: changed } = accessExample([], { rules: first?.rules.rules ?? [] })
    expect(changed.roles.find(({ name }) => name === planned)?.policies).toEqual(['api-production-read'])
    expect(adoptProblem(plan, changed, policy)).toBeNull()
  })

  it('then the name as a template, then as it is', () => {
    expect(adoptDrafts(rules, plan, wish).drafts.map(({ template }) => template)).toEqual([
      'ci-12-production',
      'ci-{project_id}-{environment}',
      'ci-12-production',
    ])
  })

  it('says why not where a variable is placed by hand', () => {
    expect(adoptDrafts({ ...rules, rules: [] }, plan, wish)).toMatchObject({
      drafts: [],
      reason: expect.stringContaining('by hand'),
    })
  })
})

describe('templateOf', () => {
  const role = {
    projectId: 12,
    project: 'shop/api',
    environment: { kind: 'name', name: 'production' },
    protected: true,
  } as const

  it('puts names in braces only for whole parts of the name', () => {
    expect(templateOf('shop-api-production', role)).toBe('{project_path}-{environment}')
    expect(templateOf('ci-120-production', role)).toBe('ci-120-{environment}')
    expect(templateOf('12', role)).toBe('{project_id}')
    expect(templateOf('legacy', role)).toBe('legacy')
  })
})

describe('adoptProblem', () => {
  const renamed = (name: string, also = false) => ({
    ...plan,
    roles: plan.roles.map((role) =>
      role.name === planned ? { ...role, name } : also ? { ...role, name: `${role.name}-x` } : role,
    ),
  })

  it('is null where only this role has another name', () => {
    expect(adoptProblem(plan, renamed('ci-12-production'), wish)).toBeNull()
  })

  it('tells when others are renamed too, the role is not, or variables are blocked', () => {
    expect(adoptProblem(plan, renamed('ci-12-production', true), wish)).toContain('rename')
    expect(adoptProblem(plan, plan, wish)).toContain('No rule')
    const variables = plan.variables.map((one) => ({ ...one, state: 'blocked' as const }))
    expect(adoptProblem(plan, { ...renamed('ci-12-production'), variables }, wish)).toContain('block')
  })
})
