// Who owns a project or group: what each source says, and which one counts.
import type { CodeOwner } from './codeowners'
import { groupBy } from './group-by'

export type OwnerSource = 'csv' | 'codeowners' | 'maintainers'

/** A person or a group by the name that GitLab or the CSV file has; the id only where GitLab told it. */
export type Person = { name: string; userId: number | null }

/** No statement is "not read"; one without people is "read, and nobody". */
export type OwnerStatement = { path: string; source: OwnerSource; people: Person[] }

/** `source` null: every source was read, and none names anybody. */
export type PathOwners = { path: string; source: OwnerSource | null; people: Person[] }

/**
 * Takes paths of projects and groups and all statements; gives those whose owner is known. What people wrote into a CSV file
 * wins, also when it stands at a group above; then CODEOWNERS, then the maintainers. A path without an answer is unknown.
 */
export function ownersOf(paths: readonly string[], statements: readonly OwnerStatement[]): PathOwners[] {
  const ids = idsOf(statements)
  const withId = ({ name, userId }: Person) => ({ name, userId: userId ?? ids.get(name.toLowerCase()) ?? null })
  return countingOwners(paths, statements).map((one) => ({ ...one, people: one.people.map(withId) }))
}

/** GitLab tells the id of a person only where it lists members; the name is the same everywhere. */
function idsOf(statements: readonly OwnerStatement[]): Map<string, number> {
  const people = statements.flatMap((one) => one.people)
  return new Map(people.flatMap(({ name, userId }) => (userId === null ? [] : [[name.toLowerCase(), userId]])))
}

function countingOwners(paths: readonly string[], statements: readonly OwnerStatement[]): PathOwners[] {
  const said = groupBy(statements, ({ path }) => path)
  const at = (path: string, source: OwnerSource) => said.get(path)?.find((one) => one.source === source)
  return paths.flatMap((path): PathOwners[] => {
    const csv = upwards(path).flatMap((one) => at(one, 'csv') ?? [])[0]
    if (csv) return [{ path, source: 'csv', people: csv.people }]
    const [code, maintainers] = [at(path, 'codeowners'), at(path, 'maintainers')]
    if (code && code.people.length > 0) return [{ path, source: code.source, people: code.people }]
    if (maintainers && maintainers.people.length > 0)
      return [{ path, source: maintainers.source, people: maintainers.people }]
    return code && maintainers ? [{ path, source: null, people: [] }] : []
  })
}

/** The path itself, then each group above. */
function upwards(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
}

/** Members as GitLab lists them. */
export type Member = { id: number; name: string; level: number }

const most = 20

/** Maintainers, or, where there is none, those above them: an Owner of a top-level group seldom knows one project. */
export function maintainersAmong(members: readonly Member[]): Person[] {
  const levels = [40, 50].map((level) => members.filter((member) => member.level === level))
  const people = levels.find((some) => some.length > 0) ?? []
  return people.slice(0, most).map(({ id, name }) => ({ name, userId: id }))
}

/** A role stands for the members who have it; a name that no member has is a group, or somebody who cannot be assigned. */
export function peopleOf(owners: readonly CodeOwner[], members: readonly Member[]): Person[] {
  const byName = new Map(members.map((member) => [member.name.toLowerCase(), member]))
  const people = owners.flatMap((owner): Person[] => {
    if (owner.kind === 'role')
      return members.filter(({ level }) => level === owner.level).map(({ id, name }) => ({ name, userId: id }))
    const member = owner.kind === 'name' ? byName.get(owner.name.toLowerCase()) : undefined
    return [member ? { name: member.name, userId: member.id } : { name: owner.name, userId: null }]
  })
  return [...new Map(people.map((person) => [person.name.toLowerCase(), person])).values()].slice(0, most)
}
