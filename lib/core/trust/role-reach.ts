// How many projects, triggers and people a role lets in.
import { validateBoundClaims } from './bound-claims'
import { claimsOf, type Trigger, triggers } from './claims-of'
import type { WrittenRole } from './evaluate-role-write'
import type { LintFacts, LintProject, Reach } from './lint-facts'

/** Ways in that need no protected ref. A merge request counts: one cannot rely on both its branches being protected. */
export const openTriggers: ReadonlySet<Trigger> = new Set(['push', 'tag', 'merge-request', 'fork-merge-request'])

/**
 * Tries each project by each trigger, always with the most favourable token that the trigger can give. People are those who may
 * push to a ref that gets in; unknown where that is not known of a project that does.
 */
export function roleReach(role: WrittenRole, facts: LintFacts): Reach {
  const seen = new Set<Trigger>()
  const people = new Set<number>()
  let projects = 0
  let peopleKnown = true
  for (const project of facts.projects) {
    const passing = triggers.filter((trigger) => passes(role, facts, project, trigger))
    if (passing.length === 0) continue
    projects++
    for (const trigger of passing) seen.add(trigger)
    const open = project.guardedPushers === undefined || passing.some((trigger) => openTriggers.has(trigger))
    const able = open ? project.pushers : project.guardedPushers
    if (able == null) peopleKnown = false
    else for (const person of able) people.add(person)
  }
  const passing = triggers.filter((trigger) => seen.has(trigger))
  return { projects, triggers: passing, people: peopleKnown ? people.size : null }
}

/** A merge request between protected branches has a protected ref, unless the project is known to say otherwise. */
function passes(role: WrittenRole, facts: LintFacts, project: LintProject, trigger: Trigger): boolean {
  const { protectedMergeRequests: guarded = facts.mergeRequestPipelinesProtected } = project
  const mergeRequest = trigger === 'merge-request' && guarded !== false
  return environmentsToTry(role, facts).some((environment) =>
    (mergeRequest ? [undefined, true] : [undefined]).some((refProtected) => {
      const request = { gitlabUrl: facts.gitlabUrl, audience: 'any', project, trigger, environment }
      const token = claimsOf(refProtected === undefined ? request : { ...request, refProtected })
      const bound = Object.fromEntries(
        Object.entries(role.boundClaims).filter(([name]) => name !== 'aud' && name in token),
      )
      return everyClaimExists(role, token) && validateBoundClaims(role.boundClaimsType, bound, token).ok
    }),
  )
}

/** Claims that `claimsOf` leaves out, such as the runner's, do not decide here; those of an environment do. */
function everyClaimExists(role: WrittenRole, token: object): boolean {
  return Object.keys(role.boundClaims).every((name) => name in token || !/^(environment|deployment_tier)/.test(name))
}

const actions = ['start', 'prepare', 'stop', 'verify', 'access'] as const

function environmentsToTry(role: WrittenRole, { environment }: LintFacts) {
  if (environment === null) return [null]
  const bound = [role.boundClaims.environment_action ?? 'start'].flat()
  const action = actions.find((name) => bound.includes(name)) ?? 'start'
  const known = {
    name: environment.name,
    protected: environment.protected ?? true,
    tier: 'production',
    action,
  } as const
  return [known, null]
}
