import { expect, it } from 'vitest'
import { deliveryOf, licenceTier, mergeRequestWaits } from './delivery'

const tiers = [
  { group: 'free', tier: 'free' as const },
  { group: 'paid', tier: 'ultimate' as const },
  { group: 'asked', tier: 'unknown' as const },
]

it.each([
  ['free/a/b', 'free', 'script', null],
  ['paid/a', 'ultimate', 'secrets', null],
  ['asked/a', 'unknown', 'undecided', 'tier_unknown'],
  ['other/a', 'unknown', 'undecided', 'tier_unknown'],
  ['freedom/a', 'unknown', 'undecided', 'tier_unknown'],
] as const)('%s is of tier %s: %s, waits for %s', (project, tier, delivery, waits) => {
  expect(licenceTier(project, tiers)).toBe(tier)
  expect(deliveryOf(project, tiers)).toBe(delivery)
  expect(mergeRequestWaits(project, { tiers })).toBe(waits)
})
