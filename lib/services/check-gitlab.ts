// Checks the GitLab connection and keeps the answer, which the pages show.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import { saveFact } from '@/lib/db/fact-repository'
import { gitlabSettings } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { checkConnection } from '@/lib/gitlab/check-connection'

export async function checkGitlab(): Promise<ConnectionCheck> {
  const settings = gitlabSettings()
  if (!settings) throw new AppError('gitlab_not_configured')
  const check = await checkConnection(settings, new Date())
  await saveFact('connection_check', check)
  return check
}
