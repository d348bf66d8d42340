// A commit by a person in the demo GitLab, on the branch main, as anybody with an editor makes one.
import type { DemoGitlab } from './demo-gitlab/start-demo-gitlab.ts'

/** `change` gets the text of `.gitlab-ci.yml` and gives the new one. */
export async function pushChange(
  { url, tokens }: Pick<DemoGitlab, 'url' | 'tokens'>,
  project: string,
  change: (text: string) => string,
): Promise<void> {
  const path = '.gitlab-ci.yml'
  const repository = `${url}/api/v4/projects/${encodeURIComponent(project)}/repository`
  const headers = { 'private-token': tokens.write, 'content-type': 'application/json' }
  const raw = await fetch(`${repository}/files/${path}/raw?ref=main`, { headers })
  if (!raw.ok) throw new Error(`The file was answered with ${raw.status}`)
  const actions = [{ action: 'update', file_path: path, content: change(await raw.text()) }]
  const body = JSON.stringify({ branch: 'main', commit_message: 'By hand', actions })
  const answer = await fetch(`${repository}/commits`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`The commit was answered with ${answer.status}`)
}
