// Random cases, steered so that about half of the logins pass.

import { accessorStandIn, type ConformanceCase } from './conformance-case'
import type { Random } from './random'
import { configChanges, randomConfig } from './random-config'
import { brokenPolicy, randomJsonPolicy, randomPolicy, randomReads } from './random-policies'
import { randomRole } from './random-role'
import { randomToken, tokenChanges } from './random-token'
import { roleChanges } from './role-changes'

const names = ['app', 'app', 'app', 'App-1', 'x.y', 'a', 'UP'] as const
const oddNames = ['a b', '-a', 'a-', 'a/b', 'é', '.', 'a..b', 'A_', ''] as const
const policyNames = ['app', 'ops', 'team-a', '20', 'main', 'p-20', 'default', 'Upper', 'x y'] as const

export function randomCase(random: Random, id: number, now: number, flavour: string): ConformanceCase {
  const claims = randomToken(random, now)
  const policies = randomPolicies(random)
  const role = randomRole(random, claims, [
    ...random.some(Object.keys(policies), 0.8),
    ...random.some(['missing'], 0.1),
  ])
  const config = randomConfig(random)
  const name = random.chance(0.97) ? random.pick(names) : random.pick(oddNames)
  const roleName = random.chance(0.95)
    ? random.pick([name, name, name.toUpperCase(), name.toLowerCase()])
    : random.pick(['other', '', 'Größe"', 'app'])
  for (let changes = random.pick([0, 0, 0, 0, 1, 1, 1, 2, 3]); changes > 0; changes--) {
    const kind = random.below(10)
    if (kind < 4) random.pick(entries(tokenChanges))(claims, random, now)
    else if (kind < 9) random.pick(entries(roleChanges))(role, random, claims)
    else random.pick(entries(configChanges))(config, random)
  }
  return { id, now, flavour, config, roleName, writtenAs: name, role, claims, policies, reads: randomReads(random) }
}

function entries<T>(changes: Record<string, T>): [T, ...T[]] {
  const [first, ...rest] = Object.values(changes)
  if (first === undefined) throw new Error('No changes')
  return [first, ...rest]
}

function randomPolicies(random: Random): Record<string, string> {
  const policies: Record<string, string> = {}
  for (const name of random.some(policyNames, 0.22)) policies[name] = policyText(random)
  if (Object.keys(policies).length === 0) policies.app = policyText(random)
  if (random.chance(0.01)) policies[random.pick(['root', 'response-wrapping', 'ROOT', 'a/'])] = policyText(random)
  return policies
}

function policyText(random: Random): string {
  if (random.chance(0.12)) return brokenPolicy(random).replaceAll('ACC', accessorStandIn)
  return random.chance(0.12) ? randomJsonPolicy(random) : randomPolicy(random)
}
