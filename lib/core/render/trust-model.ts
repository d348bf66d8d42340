// The page to hand over: who trusts whom and what a login proves, by one job of this plan.
import type { Plan } from '@/lib/core/mapping/plan'
import { type AccessInput, accessModel } from './access-model'
import { type TrustModelCase, trustModelCase } from './trust-model-case'
import { exampleTrustModelCase } from './trust-model-example'
import { trustModelMarkdown } from './trust-model-markdown'
import { trustModelSections } from './trust-model-sections'

/**
 * Takes the estate, the plan and the rules; gives the Markdown page, by the first protected production job by name, and by
 * an example where no role is planned. The same input gives the same page.
 */
export function renderTrustModel(input: AccessInput): string {
  const { estate, rules, plan } = input
  const question = { project: null, trigger: null, ref: null, environment: undefined }
  const planned =
    plan.roles.length === 0 ? null : trustModelCase(accessModel({ ...input, plan: sorted(plan) }), question)
  return trustModelPage(planned ?? exampleTrustModelCase({ gitlabUrl: estate.gitlab.url, vaults: rules.vaults }))
}

/** The order in which a plan lists things must not show. */
function sorted(plan: Plan): Plan {
  const byKey = <T>(list: readonly T[], key: (one: T) => string) => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    ...plan,
    roles: byKey(plan.roles, ({ vault, name }) => JSON.stringify([vault, name])),
    policies: byKey(plan.policies, ({ vault, name }) => JSON.stringify([vault, name])),
    jobs: byKey(plan.jobs, ({ project, job }) => JSON.stringify([project, job.name])),
  }
}

/** The page of one case. */
export function trustModelPage(one: TrustModelCase): string {
  const note = one.example ? `\n\n${exampleNote}` : ''
  return `# Trust model${note}\n\n${trustModelMarkdown(trustModelSections(one))}\n`
}

/** Said wherever the case is made up. */
export const exampleNote =
  '**This is an example.** Project, job, variable and path are made up, since nothing of this GitLab is mapped yet.'
