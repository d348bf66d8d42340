// What the flags of a role mean, in a few words and in a sentence.
import type { RoleFlag } from '@/lib/core/mapping/plan'

export const flagWords: Record<RoleFlag['code'], { short: string; why: string }> = {
  unprotected_environment: {
    short: 'Unprotected environment',
    why: 'GitLab does not list the environment as protected, so any job that names it may qualify.',
  },
  no_environment_claim: {
    short: 'No environment claim',
    why: 'The role is for jobs without an environment, so nothing narrows it to one.',
  },
  wildcard: { short: 'Wildcard', why: 'A bound claim holds a wildcard, so every name that fits it qualifies.' },
  path_shared_with_merge_requests: {
    short: 'Shared with merge requests',
    why: 'A production role and one that merge requests reach read the same path.',
  },
  child_pipeline: {
    short: 'Child pipeline',
    why: 'Child pipelines qualify, and a merge request may start one.',
  },
}
