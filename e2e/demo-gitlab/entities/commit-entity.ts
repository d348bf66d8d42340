// A commit as the API shows it (`lib/api/entities/commit.rb`).

import type { Project } from '../world/project.ts'
import type { Commit } from '../world/repository.ts'

export function commitEntity(project: Project, commit: Commit, url: string): Record<string, unknown> {
  return {
    id: commit.id,
    short_id: commit.id.slice(0, 8),
    created_at: commit.date,
    parent_ids: commit.parents,
    title: commit.message.split('\n')[0],
    message: commit.message,
    author_name: commit.author.name,
    author_email: commit.author.email,
    authored_date: commit.date,
    committer_name: commit.author.name,
    committer_email: commit.author.email,
    committed_date: commit.date,
    trailers: {},
    extended_trailers: {},
    web_url: `${url}/${project.fullPath}/-/commit/${commit.id}`,
  }
}

/** With counts of lines, as one commit by itself and a new commit are answered. */
export function commitDetailEntity(project: Project, commit: Commit, url: string): Record<string, unknown> {
  const before = project.repository.commits[commit.parents[0] ?? '']?.files ?? {}
  let additions = 0
  let deletions = 0
  for (const path of new Set([...Object.keys(before), ...Object.keys(commit.files)])) {
    if (before[path] === commit.files[path]) continue
    additions += commit.files[path]?.split('\n').length ?? 0
    deletions += before[path]?.split('\n').length ?? 0
  }
  return {
    ...commitEntity(project, commit, url),
    stats: { additions, deletions, total: additions + deletions },
    status: null,
    project_id: project.id,
    last_pipeline: null,
  }
}
