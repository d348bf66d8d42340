// The tokens of every kind of job of a project: each trigger in each environment, the claims of either part made once.
import type { Project } from '@/lib/core/inventory/estate'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { AccessEnvironment } from './access-environments'
import type { JobQuestion } from './access-job'
import type { AccessModel } from './access-model'
import { tokenFor } from './access-try'

/** A token is the claims of one of `starts` with those of one of `environments`; the two have no claim in common. */
export type ProjectTokens = {
  starts: { trigger: Trigger; ref: string; refProtected: boolean; claims: Claims }[]
  /** Without an environment a job has none of these claims. */
  environments: { name: string | null; claims: Claims }[]
}

/** A merge request counts as one between protected branches too, which GitLab runs as protected where the project lets it. */
export function tokensToTry(trigger: Trigger, environment: string | null): JobQuestion[] {
  const question = { trigger, ref: null, environment }
  return trigger === 'merge-request' ? [question, { ...question, asProtected: true }] : [question]
}

/** Refs by name, besides those that suit each trigger. */
export type RefsToTry = { branches: readonly string[]; tags: readonly string[] }

function refsToTry(trigger: Trigger, { branches, tags }: RefsToTry): JobQuestion[] {
  const named = trigger === 'tag' || trigger === 'protected-tag' ? tags : branches
  return named.map((ref) => ({ trigger, ref, environment: null }))
}

/** A push to a named ref is one to a protected branch, or to any other, and so for tags; other triggers take both. */
function fitsItsName({ trigger, refProtected }: { trigger: Trigger; refProtected: boolean }): boolean {
  if (trigger === 'protected-push' || trigger === 'protected-tag') return refProtected
  return (trigger !== 'push' && trigger !== 'tag') || !refProtected
}

/**
 * Gives what `tokenFor` gives for each question, in two parts: the claims of a trigger and those of an environment do not
 * depend on each other. Source: GitLab `lib/gitlab/ci/jwt_v2.rb`.
 */
export function projectTokens(
  model: AccessModel,
  project: Project,
  environments: readonly AccessEnvironment[],
  audience: string,
  refs: RefsToTry = { branches: [], tags: [] },
): ProjectTokens {
  const startOf = (question: JobQuestion) => {
    const { ref, refProtected, claims } = tokenFor(model, project, question, audience)
    return { trigger: question.trigger, ref, refProtected, claims }
  }
  // What the project is known not to let be is no way in.
  const mayBe = ({ asProtected }: JobQuestion) => !asProtected || project.settings?.protectsMergeRequests !== false
  const starts = triggers.flatMap((trigger) => [
    ...tokensToTry(trigger, null).filter(mayBe).map(startOf),
    ...refsToTry(trigger, refs).map(startOf).filter(fitsItsName),
  ])
  const names = environments.map(({ name }) => {
    const question = { trigger: 'push' as const, ref: null, environment: name }
    const claims: Claims = name === null ? {} : tokenFor(model, project, question, audience).claims
    return { name, claims: Object.fromEntries(Object.entries(claims).filter(([claim]) => isOfEnvironment(claim))) }
  })
  return { starts, environments: names }
}

const ofEnvironment = new Set(['environment', 'environment_protected', 'environment_action', 'deployment_tier'])

/** Is it one of the claims that only a job with an environment has? */
export function isOfEnvironment(claim: string): boolean {
  return ofEnvironment.has(claim)
}
