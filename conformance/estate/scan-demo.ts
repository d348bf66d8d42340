// A scan of the demo estate into a database, and the plan of what it found.
import process from 'node:process'
import type { DemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { Estate } from '@/lib/core/inventory/estate'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { findScan } from '@/lib/db/scan-repository'
import { loadPlan, type Planned } from '@/lib/services/load-plan'
import { requestScan } from '@/lib/services/request-scan'
import { runScan } from '@/lib/services/run-scan'

/** The database must be set. Throws where the scan does not end well. */
export async function scanDemo(demo: DemoGitlab, rulesFor: (estate: Estate) => RulesFile): Promise<Planned> {
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.read
  delete process.env.GITLAB_INCLUDE
  const id = await requestScan('conformance')
  await runScan(id)
  const scan = await findScan(id)
  if (scan?.state !== 'done') throw new Error(`The scan of the demo GitLab ended as ${scan?.state}`)
  const { estate } = await loadPlan()
  return loadPlan(rulesFor(estate))
}
