// The question that scope `*` asks: may production and merge requests share one value?
import type { AnalysedVariable } from '@/lib/core/inventory/analysed-variable'
import type { Consumer, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { Problem } from '@/lib/core/inventory/problem'
import { type EstateIndex, mayRunUnprotected } from './estate-index'
import { environmentPart } from './expand-template'
import type { StarAnswer } from './rules-file'

/** Consumers that read at one place; `environment` is that part of its path, `only` says that the answer narrowed it. */
export type Share = { environment: string; consumers: Consumer[]; only: 'environment' | 'production' | null }

export type Shares = { shares: Share[]; blockers: Problem[]; warnings: Problem[] }

/**
 * Divides a variable's consumers among places. A scope other than `*` is one place. Scope `*` is one place too, unless
 * answered: per environment, one for each environment name that a job uses; production only, one for production, and
 * the other jobs lose the variable (a warning names them). Used by production jobs and by others that may run on merge
 * requests or unprotected refs, an answer is needed; the answer *shared* needs a name and a date that has not passed.
 */
export function divideConsumers(
  { variable, consumers }: AnalysedVariable,
  star: StarAnswer | null,
  index: EstateIndex,
  today: string,
): Shares {
  const whole: Share = { environment: environmentPart(variable.environmentScope), consumers, only: null }
  if (variable.environmentScope !== '*') return { shares: [whole], blockers: [], warnings: [] }
  if (star?.answer === 'per_environment' && consumers.length > 0) {
    return { shares: byEnvironment(consumers), blockers: [], warnings: [] }
  }
  const production = consumers.filter((one) => index.production(one.project, one.environment))
  const others = consumers.filter((one) => !production.includes(one))
  if (star?.answer === 'production_only' && production.length > 0) return onlyProduction(production, others)
  const exposed = others.filter((one) => mayRunUnprotected(index.job(one.project, one.job)))
  if (production.length === 0 || exposed.length === 0) return { shares: [whole], blockers: [], warnings: [] }
  const detail = star?.answer === 'shared' ? invalidShare(star, today) : `${names(production)}; and ${names(exposed)}`
  return {
    shares: [whole],
    blockers: detail === null ? [] : [{ code: 'star_unanswered', detail, evidence: firstLines(exposed) }],
    warnings: [],
  }
}

function byEnvironment(consumers: Consumer[]): Share[] {
  const groups = new Map<string, Consumer[]>()
  for (const consumer of consumers) {
    const part = environmentPart(nameOf(consumer.environment))
    groups.set(part, [...(groups.get(part) ?? []), consumer])
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([environment, members]) => ({ environment, consumers: members, only: 'environment' }))
}

function onlyProduction(production: Consumer[], others: Consumer[]): Shares {
  const parts = new Set(production.map((one) => environmentPart(nameOf(one.environment))))
  const [only] = parts
  const environment = parts.size === 1 && only !== undefined ? only : 'any'
  return {
    shares: [{ environment, consumers: production, only: 'production' }],
    blockers: [],
    warnings:
      others.length === 0
        ? []
        : [
            {
              code: 'production_only',
              detail: `Production only: ${names(others)} lose it`,
              evidence: firstLines(others),
            },
          ],
  }
}

function invalidShare(star: StarAnswer, today: string): string | null {
  if (star.name === undefined || star.until === undefined) return 'The answer shared needs a name and a date'
  return star.until < today ? `The answer of ${star.name} ran out on ${star.until}` : null
}

/** The environment's name or pattern; null for none. */
export function nameOf(environment: JobEnvironment): string | null {
  if (environment.kind === 'name') return environment.name
  if (environment.kind === 'pattern') return environment.pattern
  return environment.kind === 'not_static' ? environment.text : null
}

/** `deploy of shop/api, test of shop/web and 3 more` */
export function names(consumers: { project: string; job: string }[]): string {
  const unique = [...new Set(consumers.map((one) => `${one.job} of ${one.project}`))]
  return unique.length > 3 ? `${unique.slice(0, 3).join(', ')} and ${unique.length - 3} more` : unique.join(', ')
}

export function firstLines(consumers: Consumer[]): Consumer['evidence'] {
  return consumers.flatMap((one) => one.evidence.slice(0, 1)).slice(0, 5)
}
