// The pace at which this process asks a GitLab: all workers of one database wait when one of them was told to.
import { extendPause, findPause } from '@/lib/db/pause-repository'
import { makePace, type Pace } from '@/lib/gitlab/pace'

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
