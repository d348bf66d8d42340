// Files of the repository that a script line runs: they read the environment too, and a scan does not read them.

const extension = 'sh|bash|zsh|py|rb|pl|php|js|mjs|cjs|ts|ps1|R|groovy'
/** Where a command begins: at the start, after `;`, `&`, `|`, `(` or a word that runs another. */
const start = '(?:^|[;&|(]|\\b(?:then|do|else|exec|sudo|time|env|nohup))\\s*(?:\\w+=\\S*\\s+)*'
const runners = 'sh|bash|zsh|ksh|dash|source|\\.|python|python3|node|tsx|ruby|perl|php|pwsh|Rscript|groovy'

const patterns = [
  // ./deploy.sh, ../bin/x, scripts/deploy.sh
  new RegExp(`${start}(\\.{1,2}/[\\w./-]+|[\\w.-]+(?:/[\\w.-]+)*\\.(?:${extension}))(?=$|[\\s;&|)])`, 'gm'),
  // bash scripts/deploy, python3 -u tools/x.py, . ./setup
  new RegExp(
    `${start}(?:${runners})\\s+(?:-\\S+\\s+)*((?:\\.{1,2}/)?[\\w.-]+(?:/[\\w.-]+)+|[\\w.-]+\\.(?:${extension}))(?=$|[\\s;&|)])`,
    'gm',
  ),
]
const builders = new RegExp(`${start}(make|gmake|just|rake|ant)(?=$|[\\s;&|)])`, 'gm')
const files: Record<string, string> = {
  make: 'Makefile',
  gmake: 'Makefile',
  just: 'justfile',
  rake: 'Rakefile',
  ant: 'build.xml',
}

/**
 * Takes the text of a script (one or several lines) and gives the files that it runs, as written there, each once. What
 * a package manager runs (npm, mvn, gradle) is not among them.
 */
export function repositoryScripts(text: string): string[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []))
  const built = [...text.matchAll(builders)].flatMap((match) => files[match[1] ?? ''] ?? [])
  return [...new Set([...found, ...built])]
}
