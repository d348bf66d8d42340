// CODEOWNERS as GitLab reads it: who must approve a change of one file.

/** A name without `@`, an e-mail address, or a role that members have in the project. */
export type CodeOwner = { kind: 'name' | 'email'; name: string } | { kind: 'role'; level: number }

/** Where GitLab looks, in this order; the first file counts (docs.gitlab.com/user/project/codeowners). */
export const codeownersPaths = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const

type Entry = { pattern: string; excluded: boolean; owners: CodeOwner[] }

const sectionLine = /^\^?\[([^\]]+)\](?:\[\d+\])?(.*)$/
const roles: Record<string, number> = { developer: 30, maintainer: 40, owner: 50 }

/**
 * Takes the text of the file and the path of one file in the repository; gives its owners, each once. In each section the
 * last line that matches counts, an exclusion (`!`) takes the file out of it, and sections add up. A line without owners has
 * the section's (docs.gitlab.com/user/project/codeowners/reference).
 */
export function codeOwnersOf(text: string, path: string): CodeOwner[] {
  const file = path.startsWith('/') ? path : `/${path}`
  const found = [...sectionsOf(text).values()].flatMap((entries) => {
    const matching = entries.filter(({ pattern }) => matches(pattern, file))
    if (matching.some(({ excluded }) => excluded)) return []
    return matching.at(-1)?.owners ?? []
  })
  return [...new Map(found.map((owner) => [JSON.stringify(owner).toLowerCase(), owner])).values()]
}

/** By name without case: two sections of one name are one. */
function sectionsOf(text: string): Map<string, Entry[]> {
  const sections = new Map<string, Entry[]>()
  let [name, usual]: [string, CodeOwner[]] = ['', []]
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const section = sectionLine.exec(line)
    if (section) {
      name = (section[1] ?? '').trim().toLowerCase()
      usual = ownersIn(section[2] ?? '')
      continue
    }
    const entry = entryOf(line, usual)
    sections.set(name, [...(sections.get(name) ?? []), entry])
  }
  return sections
}

/** The pattern goes to the first space that is not escaped. */
function entryOf(line: string, usual: CodeOwner[]): Entry {
  const [written = ''] = /^(?:\\.|[^\s\\])+/.exec(line) ?? [line]
  const owners = ownersIn(line.slice(written.length))
  const excluded = written.startsWith('!')
  const pattern = (excluded ? written.slice(1) : written).replace(/\\([ #!])/g, '$1')
  return { pattern, excluded, owners: owners.length > 0 ? owners : usual }
}

/** GitLab has no comments behind a pattern: owners that stand in one count. */
function ownersIn(text: string): CodeOwner[] {
  return text.split(/\s+/).flatMap((word): CodeOwner[] => {
    const role = /^@@([a-z]+?)s?$/i.exec(word)?.[1]?.toLowerCase()
    if (role !== undefined) return roles[role] === undefined ? [] : [{ kind: 'role', level: roles[role] }]
    const name = /^@([\w][\w./-]*)$/.exec(word)?.[1]
    if (name !== undefined) return [{ kind: 'name', name }]
    return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(word) ? [{ kind: 'email', name: word }] : []
  })
}

/** GitLab anchors at the root only what begins with a slash, and takes a folder for all in it (`lib/gitlab/code_owners/file.rb`). */
function matches(pattern: string, file: string): boolean {
  const anchored = pattern === '*' ? '/**/*' : pattern.startsWith('/') ? pattern : `/**/${pattern}`
  const whole = anchored.endsWith('/') ? `${anchored}**/*` : anchored
  return new RegExp(`^${expression(whole)}$`, 's').test(file)
}

/** As Ruby's `File.fnmatch` with FNM_PATHNAME and FNM_DOTMATCH: a double star with a slash is any folders, `*` and `?` stop at a slash. */
function expression(pattern: string): string {
  return pattern.replace(/\*\*\/|\*+|\?|[\\^$.|+()[\]{}]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*'
    if (part.startsWith('*')) return '[^/]*'
    return part === '?' ? '[^/]' : `\\${part}`
  })
}
