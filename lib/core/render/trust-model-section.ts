// The parts of the trust model, as data: the page draws them, an export writes them as Markdown.
import type { AccessLine } from './access-files'
import type { AccessReason } from './access-login'

/** Inline Markdown: `**bold**`, code spans, and whatever came from outside escaped. */
export type Inline = string

export type TrustStep = { who: string; does: Inline; facts: { name: string; values: string[] }[] }

export type TrustCheck = {
  name: Inline
  want: Inline
  /** What each of the two jobs has, and whether it passes; null where Vault does not get that far. */
  asked: { got: Inline; holds: boolean }
  beside: { got: Inline; holds: boolean }
  at: AccessLine | null
}

export type TrustOutcome = {
  title: string
  allowed: boolean
  /** One sentence. */
  verdict: Inline
  /** The texts of which the job log ends with one, after the fixed head. */
  log: { head: string; texts: string[] } | null
  reasons: AccessReason[]
  /** What it can read all in all, whatever role it names. */
  reach: Inline
}

export type TrustBlock =
  | { kind: 'text'; text: Inline }
  | { kind: 'list'; items: Inline[] }
  | { kind: 'table'; label: string; head: string[]; rows: Inline[][]; numbered?: boolean }
  | { kind: 'steps'; label: string; steps: TrustStep[] }
  | { kind: 'checks'; label: string; asked: string; beside: string; checks: TrustCheck[] }
  | { kind: 'outcomes'; label: string; outcomes: [TrustOutcome, TrustOutcome] }
  | { kind: 'file'; title: string; path: string; language: 'json' | 'hcl'; text: string; at: AccessLine | null }

export type TrustSection = { id: string; title: string; blocks: TrustBlock[] }
