// The whole demo estate in memory: groups, projects, instance variables, and who may do what in them.
import type { Group } from './group.ts'
import type { Project } from './project.ts'
import { demoRunners, type Runner } from './runner.ts'
import { userById, users } from './user.ts'
import type { Variable } from './variable.ts'

export class World {
  readonly groups = new Map<number, Group>()
  readonly projects = new Map<number, Project>()
  readonly users = users
  instanceVariables: Variable[] = []
  /** As GitLab writes its own: an older one lacks fields. */
  version = '18.10.2-ee'
  runners: Runner[] = demoRunners()
  #groupsByPath = new Map<string, Group>()
  #projectsByPath = new Map<string, Project>()
  #children = new Map<number | null, Group[]>()
  #projectsOf = new Map<number, Project[]>()
  #nextId = 900_000

  addGroup(group: Group): void {
    const old = this.groups.get(group.id)
    this.groups.set(group.id, group)
    this.#groupsByPath.set(group.fullPath.toLowerCase(), group)
    replaceIn(this.#children, group.parentId, old, group)
  }

  addProject(project: Project): void {
    const old = this.projects.get(project.id)
    this.projects.set(project.id, project)
    this.#projectsByPath.set(project.fullPath.toLowerCase(), project)
    replaceIn(this.#projectsOf, project.groupId, old, project)
  }

  /** A number that no other thing of this world has. */
  nextId(): number {
    this.#nextId += 1
    return this.#nextId
  }

  get lastId(): number {
    return this.#nextId
  }

  /** Makes `nextId` start above an id that a stored world already uses. */
  reserveId(id: number): void {
    this.#nextId = Math.max(this.#nextId, id)
  }

  group(idOrPath: number | string): Group | undefined {
    return typeof idOrPath === 'number' ? this.groups.get(idOrPath) : this.#groupsByPath.get(idOrPath.toLowerCase())
  }

  project(idOrPath: number | string): Project | undefined {
    return typeof idOrPath === 'number' ? this.projects.get(idOrPath) : this.#projectsByPath.get(idOrPath.toLowerCase())
  }

  /** The project that once had this path. */
  movedProject(path: string): Project | undefined {
    return [...this.projects.values()].find((project) => project.movedFrom.includes(path))
  }

  groupOf(thing: Project): Group {
    const group = this.groups.get(thing.groupId)
    if (group === undefined) throw new Error(`Project ${thing.fullPath} has no group`)
    return group
  }

  subgroups(group: Group | null): Group[] {
    return this.#children.get(group === null ? null : group.id) ?? []
  }

  descendants(group: Group): Group[] {
    return this.subgroups(group).flatMap((child) => [child, ...this.descendants(child)])
  }

  /** The group and everything above it, nearest first. */
  ancestry(group: Group): Group[] {
    const parent = group.parentId === null ? undefined : this.groups.get(group.parentId)
    return parent === undefined ? [group] : [group, ...this.ancestry(parent)]
  }

  projectsIn(group: Group, withSubgroups: boolean): Project[] {
    const groups = withSubgroups ? [group, ...this.descendants(group)] : [group]
    return groups.flatMap((one) => this.#projectsOf.get(one.id) ?? [])
  }

  /** The user's role in a group: the highest of its own and inherited memberships; 0 for none, 50 for an administrator. */
  groupAccess(userId: number, group: Group): number {
    if (userById(userId).admin) return 50
    const levels = this.ancestry(group).flatMap((one) => one.members.filter((member) => member.userId === userId))
    return Math.max(0, ...levels.map((member) => member.accessLevel))
  }

  /** The user's role in a project, counted as GitLab does: own membership or the groups', whichever is higher. */
  projectAccess(userId: number, project: Project): number {
    const own = project.members.filter((member) => member.userId === userId).map((member) => member.accessLevel)
    return Math.max(0, ...own, this.groupAccess(userId, this.groupOf(project)))
  }

  canSeeProject(userId: number, project: Project): boolean {
    return project.visibility !== 'private' || this.projectAccess(userId, project) > 0
  }

  /** A private group shows to its members and to members of anything inside it. */
  canSeeGroup(userId: number, group: Group): boolean {
    if (group.visibility !== 'private' || this.groupAccess(userId, group) > 0) return true
    return this.projectsIn(group, true).some((project) => this.canSeeProject(userId, project))
  }
}

function replaceIn<K, V>(lists: Map<K, V[]>, key: K, old: V | undefined, added: V): void {
  const list = lists.get(key) ?? []
  const at = old === undefined ? -1 : list.indexOf(old)
  if (at === -1) list.push(added)
  else list[at] = added
  lists.set(key, list)
}
