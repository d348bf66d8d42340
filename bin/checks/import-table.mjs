// Holds the rooms of ARCHITECTURE.md: every import is in the table, core is pure, every action and handler is wrapped.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { importsOf } from './imports-of.mjs'
import { onlyCode } from './only-code.mjs'
import { impure, roomOf } from './rooms.mjs'
import { unwrappedExports } from './unwrapped-exports.mjs'

const roots = ['app', 'components', 'lib', 'e2e/demo-gitlab']

function* sourcesUnder(root, folder) {
  let entries
  try {
    entries = readdirSync(path.join(root, folder), { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  for (const entry of entries) {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!['node_modules', 'generated', 'cases'].includes(entry.name)) yield* sourcesUnder(root, name)
    } else if (/\.(ts|tsx|mts|mjs)$/.test(entry.name)) yield name
  }
}

/** A specifier as a path in the clone, or null for a package. */
function inClone(file, specifier) {
  if (specifier.startsWith('@/')) return path.posix.normalize(specifier.slice(2))
  if (specifier.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
  return null
}

function refusal(file, specifier) {
  const from = roomOf(file)
  if (!from) return `lies in no room of the table (bin/checks/rooms.mjs), so it may not import ${specifier}`
  const target = inClone(file, specifier)
  if (target === null) {
    const { packages } = from.rule
    const allowed =
      packages === null ||
      packages.some((name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`))
    return allowed ? null : `${from.name} may not use the package ${specifier}`
  }
  // Styles and pictures beside a page are no room.
  if (/\.(css|svg|png)$/.test(target)) return null
  const to = roomOf(target)
  if (!to) return `${from.name} may not import ${specifier}, which lies in no room`
  if (from.name === to.name || from.rule.imports.includes(to.name)) return null
  return `${from.name} may not import ${to.name} (${specifier})`
}

function impurities(source) {
  const text = onlyCode(source, { strings: false })
  return text
    .split('\n')
    .flatMap((line, index) =>
      impure.filter(([, pattern]) => pattern.test(line)).map(([what]) => ({ what, line: index + 1 })),
    )
}

/** Reads the sources below `root`. Resolves to the problems, each with file and line, and how much was seen. */
export function checkRooms(root) {
  const problems = []
  let files = 0
  let imports = 0
  for (const file of roots.flatMap((folder) => [...sourcesUnder(root, folder)])) {
    const source = readFileSync(path.join(root, file), 'utf8')
    const test = /\.test\.tsx?$/.test(file)
    files += 1
    for (const { specifier, line } of importsOf(source)) {
      imports += 1
      // A test may bring in what it compares with.
      const why = test ? null : refusal(file, specifier)
      if (why) problems.push(`${file}:${line}: ${why}`)
    }
    if (file.startsWith('lib/core/') && !test) {
      for (const { what, line } of impurities(source))
        problems.push(`${file}:${line}: core is pure, and this is ${what}`)
    }
    for (const { name, line, wanted } of unwrappedExports(file, source))
      problems.push(`${file}:${line}: ${name} is not wrapped by ${wanted}`)
  }
  return { problems, files, imports }
}

/** The check as a step of `npm test`. A run that saw nearly nothing looked in the wrong place, so it fails. */
export function importTable(root, atLeast = 100) {
  const { problems, files, imports } = checkRooms(root)
  if (imports < atLeast)
    problems.push(`only ${imports} imports seen in ${files} files; at least ${atLeast} were expected`)
  return {
    passed: problems.length ? 0 : 1,
    failed: problems.length ? 1 : 0,
    said: problems.join('\n'),
    note: `${imports} imports in ${files} files`,
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = importTable(process.cwd())
  console.log([result.said, result.note].filter(Boolean).join('\n'))
  process.exitCode = result.failed ? 1 : 0
}
