// The check of the rooms: it sees what it should see, and a planted violation turns it red.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkRooms, importTable } from './import-table.mjs'

const clone = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const dollar = '$'
let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cutover-rooms-'))
  return () => rmSync(root, { recursive: true, force: true })
})

function problemsOf(files: Record<string, string>) {
  for (const [name, source] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), source)
  }
  return checkRooms(root).problems
}

describe('this repository', () => {
  it('keeps to the table, and the check saw its imports', () => {
    const { problems, files, imports } = checkRooms(clone)
    expect(problems).toEqual([])
    expect(files).toBeGreaterThan(50)
    expect(imports).toBeGreaterThan(100)
  })
})

describe('an import outside the table is found', () => {
  const planted: [string, string, string][] = [
    ['a core room that imports an adapter', 'lib/core/mapping/a.ts', "import { db } from '@/lib/db/database'"],
    ['a type import counts too', 'lib/core/inventory/a.ts', "import type { Plan } from '@/lib/core/mapping/plan'"],
    ['a relative way out of the room', 'lib/core/inventory/a.ts', "import { x } from '../render/x'"],
    ['a re-export', 'lib/core/trust/a.ts', "export { x } from '@/lib/core/render/x'"],
    ['an import for its effect', 'lib/core/trust/a.ts', "import '@/lib/db/database'"],
    ['a dynamic import', 'lib/gitlab/a.ts', "const x = await import('@/lib/vault/x')"],
    ['an import over several lines', 'lib/db/a.ts', "import {\n  one,\n  two,\n} from '@/lib/gitlab/x'"],
    ['a package that core does not use', 'lib/core/render/a.ts', "import { readFileSync } from 'node:fs'"],
    ['a component that imports a service', 'components/ui/a.tsx', "import { scan } from '@/lib/services/scan'"],
    ['a page that imports an adapter', 'app/page.tsx', "import { db } from '@/lib/db/database'"],
    ['the demo GitLab with something of ours', 'e2e/demo-gitlab/a.ts', "import { x } from '../../lib/core/render/x'"],
    ['a leaf file in core', 'lib/core/render/a.ts', "import { AppError } from '@/lib/errors'"],
    ['a file in no room', 'lib/misc/a.ts', "import { z } from 'zod'"],
  ]
  it.each(planted)('%s', (_, file, source) => {
    expect(problemsOf({ [file]: `${source}\n` })).toEqual([expect.stringContaining(`${file}:`)])
  })

  it('with the line of the specifier', () => {
    expect(problemsOf({ 'lib/db/a.ts': "\nimport {\n  one,\n} from '@/lib/gitlab/x'\n" })).toEqual([
      'lib/db/a.ts:4: db may not import gitlab (@/lib/gitlab/x)',
    ])
  })
})

describe('what only looks like an import or an effect', () => {
  it('is left alone in comments, strings, templates and regular expressions', () => {
    const source = [
      "// import { db } from '@/lib/db/database'",
      "/* import '@/lib/db/database' */",
      'const text = "fetch(process.env) import \'x\'"',
      'const template = `',
      "import { db } from '@/lib/db/database'",
      `fetch(Math.random()) ${dollar}{text} process.exit\``,
      'const quotes = /[`\'"]\\/\\// ',
      'export const day = new Date(0)',
    ].join('\n')
    expect(problemsOf({ 'lib/core/render/a.ts': source })).toEqual([])
  })

  it('does not hide what follows it', () => {
    const source = `const quote = /[\`'"]/\nconst url = 'http://x'\nconst now = \`at ${dollar}{Date.now()}\`\n`
    expect(problemsOf({ 'lib/core/render/a.ts': source })).toEqual([
      'lib/core/render/a.ts:3: core is pure, and this is the clock',
    ])
  })
})

describe('core is pure', () => {
  it.each([
    'fetch("x")',
    'process.env',
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(f, 1)',
  ])('%s is found', (text) => {
    expect(problemsOf({ 'lib/core/trust/a.ts': `export const x = ${text}\n` })).toHaveLength(1)
  })
})

describe('server actions and route handlers', () => {
  it('pass when the wrapper makes them', () => {
    const actions =
      "'use server'\nexport type Input = string\nexport const save = protectedAction('editor', schema, run)\n"
    const route =
      "export const dynamic = 'force-dynamic'\nexport const GET = publicRoute(async () => new Response('ok'))\n"
    expect(problemsOf({ 'app/(dashboard)/mapping/actions.ts': actions, 'app/healthz/route.ts': route })).toEqual([])
  })

  it.each([
    ['app/x/actions.ts', 'export async function save() {}'],
    ['app/x/actions.ts', 'export const save = async () => protectedAction(run)'],
    ['app/x/actions.ts', 'const save = 1\nexport { save }'],
    ['app/x/actions.ts', 'export default async () => {}'],
    ['app/x/route.ts', 'export async function GET() {}'],
    ['app/x/route.ts', 'export const POST: Handler = async () => new Response()'],
  ])('%s: %s is refused', (file, source) => {
    expect(problemsOf({ [file]: `${source}\n` })).toHaveLength(1)
  })
})

describe('a run that sees nearly nothing', () => {
  it('fails, since it must have looked in the wrong place', () => {
    expect(importTable(root)).toMatchObject({ failed: 1, said: expect.stringContaining('only 0 imports seen') })
  })
})
