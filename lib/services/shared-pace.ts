// The pace at which this process asks a GitLab: all workers of one database wait when one of them was told to.
import { extendPause, findPause } from '@/lib/db/pause-repository'
import type { GitlabSettings } from '@/lib/env'
import { type GitlabClient, makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { makePace, type Pace } from '@/lib/gitlab/pace'
import type { OnWait } from '@/lib/gitlab/transport'
import type { Secret } from '@/lib/secret'

const paces = new Map<string, Pace>()

/** One for each address and process. */
export function sharedPace(url: string): Pace {
  const known = paces.get(url)
  if (known) return known
  const pace = makePace({
    left: () => findPause(url),
    extend: (milliseconds) => extendPause(url, milliseconds),
  })
  paces.set(url, pace)
  return pace
}

/**
 * A client with this token that keeps the shared pace, for whatever asks GitLab on its own: scans, histories, owners and
 * merge requests. `onWait` is told the seconds before each wait. Fails as `makeGitlabClient` does.
 */
export function pacedClient(
  settings: Pick<GitlabSettings, 'url' | 'ca'>,
  token: Secret,
  onWait?: OnWait,
): GitlabClient {
  return makeGitlabClient(settings, token, onWait, sharedPace(settings.url))
}
