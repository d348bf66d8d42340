import { describe, expect, it } from 'vitest'
import { triggers } from '@/lib/core/trust/claims-of'
import { assertionSentence } from './assertion-words'

const sentence = (list: (typeof triggers)[number][], projects = '*') =>
  assertionSentence({ triggers: list, path: '*/production', projects })

describe('assertionSentence', () => {
  it('says what must not read which path, and where', () => {
    expect(sentence(['merge-request'])).toBe('No merge request reads */production')
    expect(sentence(['merge-request'], 'shop')).toBe('No merge request reads */production in shop')
    expect(sentence(['push', 'tag'])).toBe('No push to any branch or tag reads */production')
  })

  it('puts merge requests and those from forks together, and all triggers', () => {
    expect(sentence(['fork-merge-request', 'merge-request'])).toBe(
      'No merge request, of a fork or not, reads */production',
    )
    expect(sentence(['push', 'merge-request', 'fork-merge-request'])).toBe(
      'No push to any branch or merge request of a fork or not reads */production',
    )
    expect(sentence([...triggers])).toBe('No pipeline reads */production')
  })
})
