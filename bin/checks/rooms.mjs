// The import table: which room may import which, and which packages the inner ones may use. Nothing else is allowed.

const core = ['core/inventory', 'core/mapping', 'core/trust', 'core/render', 'core/cutover', 'core/diagnose']
const leaves = ['lib/errors', 'lib/secret']

/** Rooms by folder, longest first wins. `imports` are rooms; `packages` null means any package. */
export const rooms = {
  app: { imports: ['app', 'components', 'services', 'jobs', 'auth', ...core, 'lib/env', ...leaves], packages: null },
  components: { imports: ['components', ...core, ...leaves], packages: null },
  'lib/core/inventory': { imports: ['core/inventory'], packages: ['zod', 'yaml'] },
  'lib/core/mapping': { imports: ['core/mapping', 'core/inventory'], packages: ['zod', 'yaml'] },
  'lib/core/trust': { imports: ['core/trust', 'core/inventory'], packages: ['zod', 'yaml'] },
  'lib/core/render': {
    imports: ['core/render', 'core/inventory', 'core/mapping', 'core/trust'],
    packages: ['zod', 'yaml'],
  },
  'lib/core/cutover': {
    imports: ['core/cutover', 'core/inventory', 'core/mapping', 'core/trust'],
    packages: ['zod', 'yaml'],
  },
  'lib/core/diagnose': { imports: core, packages: ['zod', 'yaml'] },
  'lib/gitlab': { imports: ['gitlab', ...core, 'lib/env', ...leaves], packages: null },
  'lib/vault': { imports: ['vault', ...core, 'lib/env', 'lib/config-file', ...leaves], packages: null },
  'lib/db': { imports: ['db', ...core, 'lib/env', ...leaves], packages: null },
  'lib/services': {
    imports: ['services', 'gitlab', 'vault', 'db', ...core, 'lib/env', 'lib/config-file', ...leaves],
    packages: null,
  },
  'lib/jobs': { imports: ['jobs', 'services', 'db', ...core, 'lib/env', ...leaves], packages: null },
  'lib/auth': { imports: ['auth', 'db', ...core, 'lib/env', ...leaves], packages: null },
  'lib/cli': { imports: ['cli', 'services', 'launch', 'bin', ...core, 'lib/env', ...leaves], packages: null },
  // The bin rooms hold plain JavaScript that launch shares: locks and plain errors.
  'lib/launch': { imports: ['launch', 'bin'], packages: ['node:', 'pg', 'pg-boss'] },
  'e2e/demo-gitlab': { imports: ['demo-gitlab'], packages: ['node:', 'yaml'] },
  'lib/env': { imports: leaves, packages: null },
  'lib/config-file': { imports: ['lib/env', ...leaves], packages: null },
  'lib/errors': { imports: [], packages: [] },
  'lib/secret': { imports: [], packages: ['node:'] },
}

/** The name that tables use for a folder: `lib/core/render` is `core/render`, `lib/db` is `db`, leaves keep their path. */
export function roomOf(file) {
  const bare = file.replace(/(?:\.test)?\.[a-z]+$/, '')
  const folder = Object.keys(rooms)
    .filter((name) => bare === name || bare.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0]
  if (!folder) return file.startsWith('bin/') ? { name: 'bin', rule: null } : null
  const leaf = /^lib\/(env|config-file|errors|secret)$/.test(folder)
  return { name: leaf ? folder : folder.replace(/^(lib|e2e)\//, ''), rule: rooms[folder] }
}

/** What would make core depend on anything but its arguments. */
export const impure = [
  ['the network', /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/],
  ['the process', /\bprocess\s*\.|\bglobalThis\b/],
  ['the clock', /\bDate\.now\b|\bnew\s+Date\s*\(\s*\)|\bperformance\.now\b|\bset(?:Timeout|Interval|Immediate)\b/],
  ['chance', /\bMath\.random\b|\bcrypto\.(?:randomUUID|getRandomValues)\b/],
]
