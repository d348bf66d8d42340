// The words of the Load page: classes of projects, claims and what to think of them.
import type { LoadClass } from '@/lib/core/render/vault-load'
import type { UserClaim } from '@/lib/core/render/vault-load-clients'
import type { LoadField } from './load-address'

export const classWords: Record<LoadClass, string> = {
  production: 'production',
  environment: 'other environments',
  plain: 'no environment',
}

export const fieldWords: Record<LoadField, { label: string; unit: string }> = {
  production: { label: 'Projects with production', unit: 'pipelines a day, each' },
  environment: { label: 'With other environments', unit: 'pipelines a day, each' },
  plain: { label: 'Without environments', unit: 'pipelines a day, each' },
  protected: { label: 'On protected refs', unit: '% of pipelines' },
  people: { label: 'People who start them', unit: 'for each project' },
  branch: { label: 'Until a branch is merged', unit: 'pipelines' },
  hour: { label: 'In the busiest hour', unit: '% of the day' },
}

/** Source: facts of the rules in `loadClients`; developer.hashicorp.com/vault/docs/concepts/client-count. */
export const claimWords: Record<UserClaim, { counts: string; advice: string }> = {
  project_id: {
    counts: 'projects',
    advice: 'What Cutover writes. Stable: a rename makes no new one. Map user_login for the audit log.',
  },
  namespace_id: { counts: 'groups', advice: 'Few, but projects of a group share one entity and its policies.' },
  user_login: {
    counts: 'people and bots',
    advice: 'Policies of a person’s own entity and groups reach into the jobs that they start.',
  },
  sub: { counts: 'branches and tags', advice: 'Each new branch is one more entity, for good.' },
  pipeline_id: { counts: 'pipelines', advice: 'Never: each pipeline is one more client.' },
  job_id: { counts: 'jobs that ran', advice: 'Never: each job is one more client. jti counts the same.' },
  runner_id: { counts: 'nothing', advice: 'Refused at login: it is a number, not a text.' },
}
