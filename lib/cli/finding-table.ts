// Findings as lines that a person can read.
import type { DriftFinding, Unknown } from '@/lib/core/render/drift-finding'
import type { DriftValue } from '@/lib/core/render/drift-item'

const longest = 60

/** One line for each finding and for each thing that is unknown; control characters of foreign names are shown as `?`. */
export function findingTable(findings: readonly DriftFinding[], unknown: readonly Unknown[]): string {
  const rows = [
    ...findings.map(({ code, kind, name, field, want, got, text }) => [
      code,
      `${kind} ${name}`,
      [field === null ? '' : `${field}: want ${short(want)}, got ${short(got)}`, text]
        .filter((part) => part)
        .join('. '),
    ]),
    ...unknown.map(({ kind, name, why }) => ['unknown', `${kind} ${name}`, why]),
  ].map((row) => row.map(clean))
  const width = (at: number) => Math.min(longest, Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)))
  const [first, second] = [width(0), width(1)]
  return rows
    .map(([code = '', what = '', why = '']) => `${code.padEnd(first)}  ${what.padEnd(second)}  ${why}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}

function short(value: DriftValue): string {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?')
}
