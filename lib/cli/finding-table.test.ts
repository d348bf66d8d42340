import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DriftFinding } from '@/lib/core/render/drift-finding'
import { findingTable } from './finding-table'

const finding = (name: string): DriftFinding => ({
  ...{ code: 'role_differs', kind: 'role', name, field: 'token_ttl', want: 300, got: 900 },
  ...{ vault: 'main', project: null, text: 'token_ttl is not as planned', at: null, texts: null },
})

describe('findingTable', () => {
  it('says in one line each what is wanted and found, and why something is unknown', () => {
    const unknown = [{ kind: 'vault', name: 'main', why: 'unreachable' }]
    expect(findingTable([finding('ci')], unknown).split('\n')).toEqual([
      'role_differs  role ci     token_ttl: want 300, got 900. token_ttl is not as planned',
      'unknown       vault main  unreachable',
      '',
    ])
  })

  it('lets no name break a line or steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = findingTable([finding(`a${name}b`)], [])
        expect(text.slice(0, -1)).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})
