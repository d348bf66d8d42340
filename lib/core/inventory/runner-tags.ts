// The runner tags of a job, as far as they are known before it runs.
import type { FoundJob } from './find-jobs'
import { asList, scalarText } from './yaml-value'

/**
 * Its own tags or the default ones; empty for none. Null where one of them is made from variables (GitLab expands them when the
 * job is created; docs.gitlab.com/ci/yaml, `tags`).
 */
export function runnerTags(job: FoundJob): string[] | null {
  const section = job.sections.findLast(({ name }) => name === 'tags')
  const tags = asList(section?.value)
    .flat(10)
    .map((tag) => scalarText(tag) ?? '')
  return tags.some((tag) => tag.includes('$')) ? null : tags.filter((tag) => tag !== '')
}
