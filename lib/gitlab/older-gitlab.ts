// Fields that an older GitLab does not have: they are left out of a query there, and what they would tell is unknown.
import { GitlabError } from './gitlab-error'

export type LaterField = {
  field: string
  /** Types that have it, as GitLab's refusal names them. */
  on: RegExp
  since: string
  source: string
}

/** Only fields without which the answer still means what it says. */
export const laterFields: readonly LaterField[] = [
  {
    field: 'hidden',
    on: /^Ci(Project|Group)Variable$/,
    since: '17.4',
    source: 'doc/api/project_level_variables.md',
  },
  {
    field: 'description',
    on: /^Ci(Project|Group|Instance)Variable$/,
    since: '16.2',
    source: 'doc/api/project_level_variables.md',
  },
  {
    field: 'raw',
    on: /^(Ci(Project|Group|Instance)Variable|PipelineScheduleVariable)$/,
    since: '15.3',
    source: 'app/graphql/types/ci/variable_interface.rb',
  },
  { field: 'branchRules', on: /^Project$/, since: '15.8', source: 'app/graphql/types/project_type.rb' },
  { field: 'pipelineSchedules', on: /^Project$/, since: '15.3', source: 'app/graphql/types/project_type.rb' },
  { field: 'tier', on: /^Environment$/, since: '16.1', source: 'app/graphql/types/environment_type.rb' },
]

type Ask<T> = (query: string, variables: Record<string, unknown>) => Promise<T>

/**
 * Asks; where GitLab refuses because of later fields, asks again without them, and leaves them out from then on: one refused
 * request for each kind of query at most. Every other refusal goes through. A field of the same name on another type is written
 * with itself as alias, `name: name`, and stays.
 */
export function askOlder<T>(ask: Ask<T>): Ask<T> {
  const missing = new Set<string>()
  return async (query, variables) => {
    for (;;) {
      const before = missing.size
      try {
        return await ask(withoutFields(query, missing), variables)
      } catch (error) {
        if (!(error instanceof GitlabError)) throw error
        for (const { field, on } of laterFields) if (refuses(error, field, on)) missing.add(field)
        if (missing.size === before) throw error
      }
    }
  }
}

function refuses(error: GitlabError, field: string, on: RegExp): boolean {
  const types = on.source.replace(/^\^|\$$/g, '')
  return error.says(new RegExp(`Field '${field}' doesn't exist on type '${types}'`))
}

/** Takes a query and gives it without these fields, their arguments, directives and what is selected below them. */
export function withoutFields(query: string, fields: ReadonlySet<string>): string {
  let text = query
  for (const field of fields) {
    const name = new RegExp(`(?<![\\w$]|:\\s?)${field}(?![\\w:])`)
    for (let found = name.exec(text); found; found = name.exec(text)) {
      const end = endOfField(text, found.index + field.length)
      text = `${text.slice(0, found.index)}${text.slice(end)}`
    }
  }
  return text
}

function endOfField(text: string, start: number): number {
  let end = start
  for (;;) {
    const next = /^\s*(?:@\w+\s*)?([({])/.exec(text.slice(end))
    if (!next) return end
    end = endOfBrackets(text, end + next[0].length - 1)
    if (next[1] === '{') return end
  }
}

function endOfBrackets(text: string, start: number): number {
  let depth = 0
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '{' || text[index] === '(') depth += 1
    if (text[index] === '}' || text[index] === ')') depth -= 1
    if (depth === 0) return index + 1
  }
  return text.length
}
