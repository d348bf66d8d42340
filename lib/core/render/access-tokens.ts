// The tokens of every kind of job of a project: each trigger in each environment, the claims of either part made once.
import type { Project } from '@/lib/core/inventory/estate'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { AccessEnvironment } from './access-environments'
import type { JobQuestion } from './access-job'
import type { AccessModel } from './access-model'
import { tokenFor } from './access-try'

export type ProjectToken = { trigger: Trigger; environment: string | null; claims: Claims }

/** A merge request counts as one between protected branches too, which GitLab may run as protected. */
export function tokensToTry(trigger: Trigger, environment: string | null): JobQuestion[] {
  const question = { trigger, ref: null, environment }
  return trigger === 'merge-request' ? [question, { ...question, asProtected: true }] : [question]
}

/**
 * Gives what `tokenFor` gives for each question. The claims of a trigger and those of an environment do not depend on each
 * other (GitLab `lib/gitlab/ci/jwt_v2.rb`), so each is made once and put together.
 */
export function projectTokens(
  model: AccessModel,
  project: Project,
  environments: readonly AccessEnvironment[],
  audience: string,
): ProjectToken[] {
  const started = triggers.flatMap((trigger) =>
    tokensToTry(trigger, null).map((question) => ({
      trigger,
      claims: tokenFor(model, project, question, audience).claims,
    })),
  )
  const [plain] = started
  return environments.flatMap(({ name }) => {
    const own = name === null || plain === undefined ? {} : environmentClaims(model, project, name, plain.claims)
    return started.map(({ trigger, claims }) => ({ trigger, environment: name, claims: { ...claims, ...own } }))
  })
}

function environmentClaims(model: AccessModel, project: Project, name: string, plain: Claims): Claims {
  const question = { trigger: 'push' as const, ref: null, environment: name }
  const { claims } = tokenFor(model, project, question, String(plain.aud))
  return Object.fromEntries(Object.entries(claims).filter(([claim]) => !Object.hasOwn(plain, claim)))
}
