import { describe, expect, it } from 'vitest'
import { readConformanceCase } from './conformance-case'
import { shrinkCase } from './shrink-case'

const given = readConformanceCase(
  JSON.stringify({
    id: 'x',
    role: { user_claim: 'a', bound_claims: { one: '1', two: '2' }, token_ttl: 5 },
    claims: { one: '1', two: '2' },
    policies: { app: 'a\nbad\nc', other: 'd' },
    reads: ['x', 'y'],
  }),
)

describe('shrinkCase', () => {
  it('keeps only what the disagreement needs', async () => {
    const small = await shrinkCase(given, async ({ policies, role }) =>
      (policies.app ?? '').includes('bad') && JSON.stringify(role).includes('two')
        ? [{ what: 'reads', engine: true, server: false }]
        : [],
    )
    expect(small).toMatchObject({
      role: { bound_claims: { two: '2' } },
      claims: {},
      policies: { app: 'bad' },
      reads: [],
    })
    expect(Object.keys(small.role)).toEqual(['bound_claims'])
  })

  it('is not led away by a disagreement of another kind', async () => {
    const small = await shrinkCase(given, async ({ reads }) => [
      { what: reads.length === 2 ? 'reads' : 'login.status', engine: 1, server: 2 },
    ])
    expect(small.reads).toEqual(['x', 'y'])
  })
})
