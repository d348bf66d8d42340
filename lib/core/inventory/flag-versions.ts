// Since which GitLab a flag of a variable is told, for saying why it is not known.
import type { Variable } from './variable'

export type FlagVersion = { flag: 'hidden' | 'raw'; since: string; source: string }

export const flagVersions: readonly FlagVersion[] = [
  { flag: 'hidden', since: '17.4', source: 'GitLab doc/api/project_level_variables.md' },
  { flag: 'raw', since: '15.3', source: 'GitLab app/graphql/types/ci/variable_interface.rb' },
]

/**
 * Takes a variable and GitLab's version, and says which flags are not known because that version does not tell them; in
 * words, empty for none. Schedules have no `hidden` in any version.
 */
export function untoldFlags(variable: Variable, version: string | null): string[] {
  if (version === null) return []
  return flagVersions.flatMap(({ flag, since }) => {
    const told = variable[flag] !== null || (flag === 'hidden' && variable.level === 'schedule')
    if (told || !older(version, since)) return []
    return [`${flag} is told since GitLab ${since}, and this is ${version}`]
  })
}

function older(version: string, since: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number.parseFloat)
  const [needed = 0, also = 0] = since.split('.').map(Number)
  return major < needed || (major === needed && minor < also)
}
