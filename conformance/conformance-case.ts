// A case of the differential test: what `cutover explain --batch` reads, in parts that can be taken away.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { type ReadCase, readTrustCase } from '@/lib/core/trust/read-trust-case'
import { exactStringify } from './exact-stringify'

export type Body = { [name: string]: ClaimValue }

export type ConformanceCase = {
  id: number | string
  now: number
  flavour: string
  config: Body
  roleName: string
  writtenAs: string
  role: Body
  claims: Body
  policies: { [name: string]: string }
  reads: string[]
}

/** Stands in policies for the accessor of the mount, which a server makes up. */
export const accessorStandIn = 'auth_jwt_00000000'

/** As the command would read it. */
export function asCommandReads(given: ConformanceCase): ReadCase {
  return readTrustCase(exactStringify(given))
}

/** The case at another moment: times near its own are moved along. */
export function atMoment(given: ConformanceCase, now: number): ConformanceCase {
  const moved = now - given.now
  const claims = { ...given.claims }
  for (const name of ['iat', 'nbf', 'exp']) {
    const value = claims[name]
    if (typeof value === 'number' && Math.abs(value - given.now) < 315_000_000) claims[name] = value + moved
  }
  return { ...given, now, claims }
}
