// A project's CI configuration as the demo GitLab merges it, once the change is on its default branch.
import type { DemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { addCommit } from '@/e2e/demo-gitlab/world/repository'
import type { ProjectChange } from '@/lib/core/render/project-change'

/** Throws where GitLab finds the changed configuration invalid. The branch is as it was afterwards. */
export async function mergedAfter(demo: DemoGitlab, path: string, files: ProjectChange['files']): Promise<string> {
  const project = demo.world.project(path)
  const branch = project?.defaultBranch ?? ''
  const before = project?.repository.branches[branch]
  const tip = before === undefined ? undefined : project?.repository.commits[before]
  if (project === undefined || before === undefined || tip === undefined) throw new Error(`${path} has no branch`)
  addCommit(project.repository, branch, {
    ...tip,
    parents: [before],
    message: 'Read secrets from Vault',
    files: { ...tip.files, ...Object.fromEntries(files.map(({ path: name, after }) => [name, after])) },
  })
  try {
    const answer = await fetch(`${demo.url}/api/v4/projects/${project.id}/ci/lint`, {
      headers: { 'private-token': demo.tokens.read },
    })
    const lint: { valid?: boolean; errors?: string[]; merged_yaml?: string } = await answer.json()
    if (lint.valid !== true || lint.merged_yaml === undefined) throw new Error(`${path}: ${lint.errors?.join('; ')}`)
    return lint.merged_yaml
  } finally {
    project.repository.branches[branch] = before
  }
}
