// Finds the problem of a field among the problems that the server names by path, such as `rules.vaults.0.address: …`.

const friendly: Record<string, string> = {
  name: 'Lower-case letters, digits, dots, hyphens and underscores; begins with a letter or digit.',
  address: 'An address such as https://vault.example.com.',
  audience: 'Needed. Usually the address of the vault.',
  auth_path: 'Needed. Usually jwt.',
  path: 'Needed. Such as secret.',
}

/** Problems by path, without the leading `rules.`; texts of well-known fields are put in plain words. */
export function fieldErrors(problems: string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const problem of problems) {
    const match = /^(?:rules\.)?([a-z_]+(?:\.[\w]+)*): (.*)$/.exec(problem)
    const [, path, text] = match ?? []
    if (path === undefined || text === undefined) continue
    found.set(path, friendly[path.split('.').at(-1) ?? ''] ?? text)
  }
  return found
}
