// Checks the connections to GitLab and keeps the answers, which the pages show.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import { deleteFactsBefore, saveFact } from '@/lib/db/fact-repository'
import type { GitlabSettings } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { checkConnection } from '@/lib/gitlab/check-connection'
import { gitlabInstances } from './gitlab-instances'

/** What CUTOVER_CONFIG says of GitLabs, without any credential. */
export type GitlabConfig = { problems: string[]; policyRepositories: { project: string; vault: string }[] }

export const gitlabConfigFact = 'gitlab_config'

/** Of all; gives that of the first. One that does not answer hides none. Fails with `gitlab_not_configured`. */
export async function checkGitlab(): Promise<ConnectionCheck> {
  const { first, others, policyRepositories, problems } = gitlabInstances()
  if (!first) throw new AppError('gitlab_not_configured')
  const started = new Date()
  const [check] = await Promise.all([checkOne(first), ...others.map(checkOne)])
  await deleteFactsBefore('connection_check:', started)
  await saveFact(gitlabConfigFact, {
    problems,
    policyRepositories: policyRepositories.map(({ project, gitlab, vault }) => ({
      project: gitlab === null ? project : `${gitlab}:${project}`,
      vault,
    })),
  } satisfies GitlabConfig)
  return check
}

/** Of one; those beside the first are kept under their names. */
export async function checkOne(settings: GitlabSettings): Promise<ConnectionCheck> {
  const check = await checkConnection(settings, new Date())
  await saveFact(settings.name === null ? 'connection_check' : `connection_check:${settings.name}`, check)
  return check
}
