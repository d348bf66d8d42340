// Builds the world of the story: groups, projects, instance variables.
import type { Member } from '../world/group.ts'
import type { Environment, Project, Schedule } from '../world/project.ts'
import type { ProtectedRef } from '../world/protected-ref.ts'
import { emptyRepository } from '../world/repository.ts'
import { staffOf } from '../world/staff.ts'
import { tokenUserId } from '../world/user.ts'
import { World } from '../world/world.ts'
import { addPastPipelines } from './add-past-pipelines.ts'
import type { StoryGroup } from './define-group.ts'
import type { StoryProject } from './define-project.ts'
import { environmentSlug } from './environment-slug.ts'
import { failedPipeline } from './failed-pipeline.ts'
import { instanceVariables } from './instance-variables.ts'
import { loadRepository } from './load-repository.ts'
import { storyGroups, storyProjects } from './story.ts'

/** The same world every time but for the dates of past pipelines: ids follow the order in which the story names things. */
export function buildStory(now = new Date()): World {
  const world = new World()
  for (const [index, group] of storyGroups.entries()) addGroup(world, group, 11 + index)
  for (const [index, project] of storyProjects.entries()) addProject(world, project, 101 + index, now)
  world.instanceVariables = instanceVariables
  addPastPipelines(world, now)
  return world
}

function addGroup(world: World, group: StoryGroup, id: number): void {
  const [parentPath, path] = splitPath(group.fullPath)
  const members = [...group.members, ...staffMembers(group.fullPath)]
  const parentId = parentPath === '' ? null : (world.group(parentPath)?.id ?? null)
  world.addGroup({ ...group, id, path, parentId, members })
}

function staffMembers(group: string): Member[] {
  return (staffOf[group] ?? []).flatMap(({ from, to, accessLevel }) =>
    Array.from({ length: to - from + 1 }, (_, at) => ({ userId: from + at, accessLevel })),
  )
}

function addProject(world: World, story: StoryProject, id: number, now: Date): void {
  const [groupPath, path] = splitPath(story.fullPath)
  const group = world.group(groupPath)
  if (group === undefined) throw new Error(`The story has no group ${groupPath}`)
  const { forkedFrom, empty, tags, failedJobs, ...rest } = story
  const repository = empty ? emptyRepository() : loadRepository(story.fullPath, tags)
  const project: Project = {
    ...rest,
    id,
    groupId: group.id,
    path,
    name: path,
    visibility: 'private',
    forkedFromId: forkedFrom === null ? null : (world.project(forkedFrom)?.id ?? null),
    defaultBranch: empty ? null : 'main',
    createdAt: `2025-03-${String(10 + (id % 18)).padStart(2, '0')}T09:12:00.000Z`,
    environments: story.environments.map((one, index) => withIds(one, id * 100 + index)),
    schedules: story.schedules.map((one, index) => scheduleWithIds(one, id * 10 + index)),
    protectedBranches: story.protectedBranches.map((name, index) =>
      protectedRef(name, id * 10 + index, story.fullPath),
    ),
    protectedTags: story.protectedTags.map((name, index) => protectedRef(name, id * 10 + 5 + index, story.fullPath)),
    repository,
    mergeRequests: [],
    pipelines: [],
  }
  if (failedJobs.length > 0) project.pipelines.push(failedPipeline(project, failedJobs, now))
  world.addProject(project)
}

function withIds(story: StoryProject['environments'][number], id: number): Environment {
  return { ...story, id, slug: environmentSlug(story.name), createdAt: '2025-06-01T12:00:00.000Z' }
}

function scheduleWithIds(story: StoryProject['schedules'][number], id: number): Schedule {
  return { ...story, id, cronTimezone: 'UTC', ownerId: tokenUserId, createdAt: '2025-07-14T06:00:00.000Z' }
}

/** As GitLab protects by default, for Maintainers; the teams of the apps let their Developers merge. */
function protectedRef(name: string, id: number, project: string): ProtectedRef {
  return { id, name, push: 40, merge: project.startsWith('shop/mobile/') ? 30 : 40, allowForcePush: false }
}

function splitPath(fullPath: string): [string, string] {
  const at = fullPath.lastIndexOf('/')
  return [fullPath.slice(0, Math.max(0, at)), fullPath.slice(at + 1)]
}
