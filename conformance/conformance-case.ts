// A case of the differential test: what `cutover explain --batch` reads, in parts that can be taken away.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { isObject } from '@/lib/core/trust/decode-field'
import { parseExactJson } from '@/lib/core/trust/exact-json'
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

/** Reads a line of JSON; what is left out is filled in. */
export function readConformanceCase(line: string): ConformanceCase {
  const value = parseExactJson(line)
  if (!isObject(value)) throw new Error('A case is an object')
  const text = (name: string, fallback: string): string => {
    const given = value[name]
    return typeof given === 'string' ? given : fallback
  }
  const body = (name: string): Body => {
    const given = value[name]
    return isObject(given) ? given : {}
  }
  const policies = Object.entries(body('policies')).map(([name, given]): [string, string] => [name, String(given)])
  const reads = Array.isArray(value.reads) ? value.reads.map(String) : []
  return {
    id: text('id', 'case'),
    now: typeof value.now === 'number' ? value.now : 0,
    flavour: text('flavour', 'openbao 2.4.0'),
    config: body('config'),
    roleName: text('roleName', 'app'),
    writtenAs: text('writtenAs', text('roleName', 'app')),
    role: body('role'),
    claims: body('claims'),
    policies: Object.fromEntries(policies),
    reads,
  }
}

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
