// The GitLabs that Cutover is set up for: that of GITLAB_URL, and those that CUTOVER_CONFIG names.

import { readConfigFile } from '@/lib/config-file'
import { barePath, instanceOf } from '@/lib/core/inventory/gitlab-instance'
import { type ConfigFile, type GitlabSettings, gitlabSettings, vaultSources } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import type { OnWait } from '@/lib/gitlab/transport'
import { pacedClient } from './shared-pace'

export type GitlabInstances = {
  first: GitlabSettings | null
  others: (GitlabSettings & { name: string })[]
  policyRepositories: ConfigFile['policyRepositories']
  /** In plain English: what is wrong with the file; what is right beside a mistake still counts. */
  problems: string[]
  /** False where the file as a whole is wrong, so that it is not known which GitLabs it names. */
  readable: boolean
}

/** Reads files anew each time, so that a replaced token is taken. Fails only for a wrong GITLAB_*. */
export function gitlabInstances(): GitlabInstances {
  const first = gitlabSettings()
  const { config } = vaultSources()
  const nothing = { first, others: [], policyRepositories: [] }
  if (config === null) return { ...nothing, problems: [], readable: true }
  try {
    const { gitlab: others, policyRepositories, problems } = readConfigFile(config)
    return { first, others, policyRepositories, problems: problems.gitlab, readable: true }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...nothing, problems: error.problems, readable: false }
  }
}

/** A project or group where its GitLab keeps it: the settings, the path as that GitLab writes it, and clients once made. */
export type GitlabPlace = {
  settings: GitlabSettings
  path: string
  /** Fails with `gitlab_not_configured` where there is no token to read with. */
  reader: () => GitlabClient
  /** Null where there is no token to write with. */
  writer: () => GitlabClient | null
}

/** Gives a function that finds the GitLab of a path; null where that GitLab is not configured (any more). */
export function gitlabPlaces(onWait?: OnWait): (path: string) => GitlabPlace | null {
  const { first, others } = gitlabInstances()
  const clients = new Map<string, GitlabClient>()
  const clientOf = (settings: GitlabSettings, purpose: 'scanToken' | 'writeToken') => {
    const token = settings[purpose]
    if (token === null) return null
    const key = `${purpose} ${settings.name ?? ''}`
    const made = clients.get(key) ?? pacedClient(settings, token, onWait)
    clients.set(key, made)
    return made
  }
  return (path) => {
    const name = instanceOf(path)
    const settings = name === null ? first : (others.find((one) => one.name === name) ?? null)
    if (settings === null) return null
    return {
      settings,
      path: barePath(path),
      reader: () => {
        const client = clientOf(settings, 'scanToken')
        if (client === null) throw new AppError('gitlab_not_configured')
        return client
      },
      writer: () => clientOf(settings, 'writeToken'),
    }
  }
}
