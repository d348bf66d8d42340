// Who may run a pipeline of a project with code of their own choice: on any ref, or on a protected one.
import type { ProjectPeople, RefRight } from './job-history'

/** Numbers of people. `partial`: there may be more, since something was not read or names a whole group. */
export type People = { ids: ReadonlySet<number>; partial: boolean }

export type Pushers = {
  /** May push to some ref at all. */
  any: People
  /** May push or merge to a protected branch, or create a protected tag. */
  protected: People
  /** See values in GitLab's settings, whatever runs: 40 of a project, 50 of a group. */
  atLeast: (level: number) => People
  /** Protected names of branches and tags; null where they were not read. */
  names: string[] | null
}

const developer = 30

/** Of what was not read, nobody is known and more may be: never none. Sources: docs.gitlab.com/user/permissions, docs.gitlab.com/user/project/repository/branches/protected. */
export function pushersOf(people: ProjectPeople | undefined): Pushers {
  const members = people?.members ?? null
  const atLeast = (level: number): People => {
    const able = (members ?? []).filter((member) => member.level >= level)
    return { ids: new Set(able.map(({ id }) => id)), partial: members === null }
  }
  const rights = people === undefined ? null : both(people.branches, people.tags)
  const known = [...(people?.branches ?? []), ...(people?.tags ?? [])]
  const allowed = union(known.map((right) => allowedBy(right, atLeast)))
  const onProtected = { ids: allowed.ids, partial: allowed.partial || rights === null || members === null }
  // Where every branch is protected, Developers may push to none of their own.
  const closed = people?.branches?.some(({ name }) => name === '*') ?? false
  return {
    any: closed ? onProtected : union([atLeast(developer), onProtected]),
    protected: onProtected,
    atLeast,
    names: rights?.map(({ name }) => name) ?? null,
  }
}

function both(branches: RefRight[] | null, tags: RefRight[] | null): RefRight[] | null {
  return branches === null || tags === null ? null : [...branches, ...tags]
}

function allowedBy({ level, people, others }: RefRight, atLeast: Pushers['atLeast']): People {
  const { ids } = level === null ? { ids: [] } : atLeast(level)
  return { ids: new Set([...ids, ...people]), partial: others }
}

/** Everybody once. */
export function union(list: readonly People[]): People {
  const ids = new Set<number>()
  for (const one of list) for (const id of one.ids) ids.add(id)
  return { ids, partial: list.some(({ partial }) => partial) }
}
