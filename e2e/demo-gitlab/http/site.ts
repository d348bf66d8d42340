// What GitLab serves outside the API: OpenID Connect discovery, and small pages to look at projects and merge requests.
import { diffEntities } from '../entities/diff-entity.ts'
import { discovery } from '../oidc/discovery.ts'
import type { MergeRequest } from '../world/merge-request.ts'
import type { Project } from '../world/project.ts'
import type { Reply } from './context.ts'
import type { Incoming, Machine } from './create-demo-server.ts'

/** The pages need no sign-in, unlike GitLab's; they show no variable and no value. */
export function answerSite({ path }: Incoming, { state, world }: Machine, url: string): Reply {
  if (path === '/.well-known/openid-configuration') return { status: 200, body: discovery(url) }
  if (path === '/oauth/discovery/keys') return { status: 200, body: { keys: [state.signingKey.publicJwk()] } }
  if (path === '/')
    return page(
      'Demo GitLab',
      listOf([...world.projects.values()].map((one) => link(`/${one.fullPath}`, one.fullPath))),
    )
  const [projectPath = '', rest = ''] = decodeURI(path).slice(1).split('/-/')
  const project = world.project(projectPath)
  const iid = Number(/^merge_requests\/(\d+)/.exec(rest)?.[1])
  const request = project?.mergeRequests.find((one) => one.iid === iid)
  if (project !== undefined && request !== undefined) return page(request.title, mergeRequestPage(project, request))
  if (project !== undefined && (rest === '' || rest === 'merge_requests'))
    return page(project.fullPath, projectPage(project))
  const group = world.group(projectPath.replace(/^groups\//, ''))
  if (group === undefined) return { ...page('404', '<p>Page not found</p>'), status: 404 }
  return page(
    group.fullPath,
    listOf(world.projectsIn(group, true).map((one) => link(`/${one.fullPath}`, one.fullPath))),
  )
}

function projectPage({ fullPath, description, mergeRequests }: Project): string {
  const requests = [...mergeRequests].reverse()
  const items = requests.map(
    (one) => `${link(`/${fullPath}/-/merge_requests/${one.iid}`, `!${one.iid} ${one.title}`)} (${one.state})`,
  )
  return `<p>${escapeHtml(description)}</p><h2>Merge requests</h2>${listOf(items)}`
}

function mergeRequestPage({ fullPath, repository }: Project, request: MergeRequest): string {
  const { commits } = repository
  const changes = diffEntities(commits[request.baseSha]?.files ?? {}, commits[request.headSha]?.files ?? {})
  const diffs = changes.map(
    (one) => `<h3>${escapeHtml(String(one.new_path))}</h3><pre>${escapeHtml(String(one.diff))}</pre>`,
  )
  return `<p>${link(`/${fullPath}`, fullPath)} !${request.iid}: <strong>${request.state}</strong>,
<code>${escapeHtml(request.sourceBranch)}</code> into <code>${escapeHtml(request.targetBranch)}</code></p>
<pre>${escapeHtml(request.description ?? '')}</pre><h2>Changes</h2>${diffs.join('')}`
}

function page(title: string, content: string): Reply {
  const text = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)} · Demo GitLab</title>
<style>body { font: 15px/1.5 system-ui; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
pre { background: #f4f4f6; padding: 0.75rem; overflow: auto; white-space: pre-wrap }</style></head>
<body><h1>${escapeHtml(title)}</h1>${content}</body></html>
`
  return { status: 200, text, headers: { 'content-type': 'text/html; charset=utf-8' } }
}

function listOf(items: string[]): string {
  return items.length === 0 ? '<p>None.</p>' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

function link(href: string, text: string): string {
  return `<a href="${escapeHtml(encodeURI(href))}">${escapeHtml(text)}</a>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
