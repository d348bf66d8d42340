// The address of the Trust model page: which job it explains.
import type { TrustModelQuestion } from '@/lib/core/render/trust-model-case'
import { triggers } from '@/lib/core/trust/claims-of'

type Parameters = Record<string, string | string[] | undefined>

/** What is not said or not known is left to the page. An environment that is the empty text is none. */
export function readTrustModelAddress(asked: Parameters): TrustModelQuestion {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : undefined)
  const environment = text('environment')
  return {
    project: text('project') || null,
    trigger: triggers.find((one) => one === text('trigger')) ?? null,
    ref: text('ref') || null,
    environment: environment === undefined ? undefined : environment || null,
  }
}
