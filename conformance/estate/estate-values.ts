// The values that are put at the mapped paths: each one its own, and none of them easy to carry.
import { createHash } from 'node:crypto'
import type { Plan } from '@/lib/core/mapping/plan'
import { policyPath } from '@/lib/core/render/plan-policies'

/** By path, as a policy spells it: what stands in its fields. */
export type EstateValues = ReadonlyMap<string, Record<string, string>>

const awkward = [
  (mark: string) => `${mark}\nsecond line\r\n\n`,
  (mark: string) => `$${mark} $$ $\{HOME} $(id) %PATH% \`id\``,
  (mark: string) => `"${mark}" 'single' \\ \\n \\\\ \\u0041`,
  (mark: string) => `${mark} ünï © 漢字 🔐 e\u0301 \u2028 \u200d`,
  (mark: string) => `${mark} ${'0123456789abcdef'.repeat(640)}`,
  (mark: string) => ` ${mark}\t`,
  (mark: string) => `{"json": "${mark}", "list": [1, null]}`,
  (mark: string) => `-----BEGIN KEY-----\n${mark}\n-----END KEY-----\n`,
  (mark: string) => `${mark} <>&\u0001\u007f`,
  (mark: string) => mark,
] as const

/** Gives every field of every placement a value that tells its place. */
export function estateValues(plan: Plan): EstateValues {
  const values = new Map<string, Record<string, string>>()
  let count = 0
  for (const { entries } of plan.jobs) {
    for (const { placement } of entries) {
      const path = policyPath(placement)
      const fields = values.get(path) ?? {}
      values.set(path, fields)
      const { field } = placement.target
      if (Object.hasOwn(fields, field)) continue
      const mark = createHash('sha256').update(`${path}\0${field}`).digest('hex').slice(0, 24)
      const form = awkward[count++ % awkward.length] ?? awkward[0]
      fields[field] = form(mark)
    }
  }
  return values
}
