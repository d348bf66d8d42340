import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/core/mapping/plan'
import { triggers } from '@/lib/core/trust/claims-of'
import { accessEnvironments } from './access-environments'
import { accessExample } from './access-example'
import { accessLargeExample, largeSharedKey } from './access-large-example'
import { accessMatrix, isMergeRequest } from './access-matrix'
import { accessModel } from './access-model'
import { accessReach } from './access-reach'
import { projectTokens, tokensToTry } from './access-tokens'
import { tokenFor } from './access-try'
import { explainIn } from './explain-access'

const shared = accessExample([
  { key: 'GROUP_ONE', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/api:stage'] },
  { key: 'GROUP_TWO', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/web:stage'] },
  { key: 'DEPLOY_KEY', environmentScope: 'production', readers: ['shop/api:deploy'] },
])
const claimNames = [...new Set(shared.plan.roles.flatMap(({ boundClaims }) => Object.keys(boundClaims)))]

/** What a hand may do to a role: leave claims out, allow more, compare by glob, list other policies. */
const changed = fc.record({
  dropped: fc.subarray(claimNames),
  glob: fc.boolean(),
  ref: fc.constantFrom(null, 'main', 'feature', 'ma*', '*'),
  policies: fc.option(fc.subarray(shared.plan.policies.map(({ name }) => name)), { freq: 3 }),
})

function change(
  role: Role,
  { dropped, glob, ref, policies }: typeof changed extends fc.Arbitrary<infer T> ? T : never,
) {
  const boundClaims = Object.fromEntries(Object.entries(role.boundClaims).filter(([name]) => !dropped.includes(name)))
  if (ref !== null) boundClaims.ref = ref
  return {
    ...role,
    boundClaims,
    boundClaimsType: glob ? ('glob' as const) : role.boundClaimsType,
    policies: policies ?? role.policies,
  }
}

const models = fc
  .array(changed, { minLength: shared.plan.roles.length, maxLength: shared.plan.roles.length })
  .map((changes) => {
    const roles = shared.plan.roles.map((role, at) => {
      const one = changes[at]
      return one === undefined ? role : change(role, one)
    })
    return accessModel({ ...shared, plan: { ...shared.plan, roles } })
  })

describe('a cell of the matrix', () => {
  it('counts what the explanation of the same question says, whatever the roles', () => {
    const cells = fc.record({
      model: models,
      project: fc.constantFrom('shop/api', 'shop/web'),
      trigger: fc.constantFrom(...triggers),
      at: fc.nat(4),
    })
    fc.assert(
      fc.property(cells, ({ model, project, trigger, at }) => {
        const matrix = accessMatrix(model, project)
        const environment = matrix?.environments[at % matrix.environments.length]?.name ?? null
        const cell = matrix?.rows
          .find((row) => row.trigger === trigger)
          ?.cells.find((one) => one.environment === environment)
        const readsIn = (where: string | null) =>
          tokensToTry(trigger, where).flatMap((question) => explainIn(model, { ...question, project })?.reads ?? [])
        const reads = readsIn(environment)
        const id = (read: (typeof reads)[number]) => JSON.stringify([read.variableId, read.path, read.field])
        const reached = reads.filter(({ by, others }) => by !== null || others.length > 0)
        const promised = new Set([...reads, ...readsIn(null)].filter(({ planned }) => planned).map(id))
        const isUnwanted = (read: (typeof reads)[number]) =>
          read.production && (isMergeRequest(trigger) || (read.field !== null && !promised.has(id(read))))
        const keys = reached.filter(isUnwanted).map(({ key }) => key)
        expect(cell).toEqual({
          trigger,
          environment,
          readable: new Set(reached.filter(({ planned }) => planned).map(id)).size,
          planned: new Set(reads.filter(({ planned }) => planned).map(id)).size,
          unwanted: [...new Set(keys)].sort(),
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('the tokens of a project', () => {
  it('are those that are made for each question alone', () => {
    const model = accessModel(shared)
    const [project] = shared.estate.projects
    if (project === undefined) throw new Error('the example has a project')
    const environments = accessEnvironments(model, project)
    const audience = model.mounts[0]?.vault.audience ?? ''
    const questions = environments.flatMap(({ name }) => triggers.flatMap((trigger) => tokensToTry(trigger, name)))
    const alone = questions.map((question) => tokenFor(model, project, question, audience).claims)
    const { starts, environments: names } = projectTokens(model, project, environments, audience)
    expect(names.flatMap((own) => starts.map((start) => ({ ...start.claims, ...own.claims })))).toEqual(alone)
  })
})

describe('an estate of many projects', () => {
  it('names every project that reads what a group shares, and no merge request', () => {
    const large = accessLargeExample(40)
    const model = accessModel(large)
    const id = large.estate.variables.find(({ key }) => key === largeSharedKey)
    expect(id).toBeDefined()
    const path = large.plan.policies.find(({ owner }) => owner.level === 'group')?.paths[0]?.path ?? ''
    const rows = accessReach(model, { kind: 'path', path })
    expect(new Set(rows.map(({ project }) => project)).size).toBe(40)
    expect(rows.flatMap(({ triggers: list }) => list).filter(isMergeRequest)).toEqual([])
  })
})
