import { describe, expect, it } from 'vitest'
import { splice } from './splice'

const plan = JSON.stringify({ jobs: { a: { id_tokens: { VT: { aud: 'https://v' } }, variables: { ROLE: 'no' } } } })
const root = '\ufeffa:\r\n  script: x\r\n'

/** Runs the command on files in memory. */
async function run(argv: string[], files: Record<string, string | Uint8Array> = {}) {
  const seen = { code: 0, stdout: '', stderr: '', written: new Map<string, string>() }
  seen.code = await splice(argv, {
    stdout(text) {
      seen.stdout += text
    },
    stderr(text) {
      seen.stderr += text
    },
    readFile: async (path) => {
      const file = files[path]
      if (file === undefined) throw new Error('ENOENT: no such file')
      return typeof file === 'string' ? new TextEncoder().encode(file) : file
    },
    writeFile: async (path, text) => {
      if (path.startsWith('full/')) throw new Error('ENOSPC: no space left')
      seen.written.set(path, text)
    },
  })
  return seen
}

describe('cutover splice', () => {
  it('prints the file with the blocks in it, and takes them out again byte for byte', async () => {
    const put = await run(['ci.yml', '--plan', 'p.json'], { 'ci.yml': root, 'p.json': plan })
    expect(put).toMatchObject({ code: 0, stderr: '' })
    expect(put.stdout).toContain('\ufeffa:\r\n  # cutover:begin\r\n  id_tokens:\r\n    VT:\r\n      aud: https://v\r\n')
    const taken = await run(['ci.yml', '--remove'], { 'ci.yml': put.stdout })
    expect(taken).toMatchObject({ code: 0, stdout: root, stderr: '' })
  })

  it('prints the include entry and writes the generated file', async () => {
    const files = { '.gitlab-ci.yml': root, 'p.json': plan }
    const put = await run(['.gitlab-ci.yml', '--plan', 'p.json', '--placement', 'file', '--out', 'ci/vault.yml'], files)
    expect(put).toMatchObject({ code: 0, stderr: '' })
    expect(put.stdout).toContain('- local: /ci/vault.yml\r\n')
    expect(put.written.get('ci/vault.yml')).toContain(
      "\na:\n  id_tokens:\n    VT:\n      aud: https://v\n  variables:\n    ROLE: 'no'\n",
    )
    const taken = await run(['x', '--remove', '--placement', 'file', '--plan', 'p.json'], { x: put.stdout })
    expect(taken).toMatchObject({ code: 0, stdout: root })
    expect(taken.written.size).toBe(0)
  })

  it.each([
    ['a/.gitlab-ci.yml', 'a/.gitlab/c.yml', '/.gitlab/c.yml'],
    ['a/.gitlab-ci.yml', 'b/c.yml', '/.gitlab/cutover.yml'],
    ['ci.yml', 'tmp/.gitlab/own.yml', '/.gitlab/own.yml'],
    ['ci.yml', 'tmp/c.yml', '/.gitlab/cutover.yml'],
  ])('for %s and --out %s names the generated file %s', async (file, out, local) => {
    const put = await run([file, '--plan', 'p.json', '--placement', 'file', '--out', out], {
      [file]: root,
      'p.json': plan,
    })
    expect(put.stdout).toContain(`- local: ${local}\r\n`)
  })

  it('takes out both kinds of framed text when no placement is given, else only the one', async () => {
    const files = { '.gitlab-ci.yml': root, 'p.json': plan }
    const one = await run(['.gitlab-ci.yml', '--plan', 'p.json'], files)
    const both = await run(['.gitlab-ci.yml', '--plan', 'p.json', '--placement', 'file', '--out', 'o.yml'], {
      ...files,
      '.gitlab-ci.yml': one.stdout,
    })
    expect((await run(['x', '--remove'], { x: both.stdout })).stdout).toBe(root)
    expect((await run(['x', '--remove', '--placement', 'file'], { x: both.stdout })).stdout).toBe(one.stdout)
    expect((await run(['x', '--remove', '--placement', 'inline'], { x: both.stdout })).stdout).toMatch(
      /^\ufeff# cutover:begin\r\ninclude:/,
    )
  })

  it('says why it refuses, prints nothing and writes nothing', async () => {
    const files = { 'ci.yml': 'include: x\na:\n  trigger: g/p\n', 'p.json': plan }
    const inline = await run(['ci.yml', '--plan', 'p.json'], files)
    expect(inline).toMatchObject({ code: 3, stdout: '' })
    expect(JSON.parse(inline.stderr)).toEqual({ refused: [{ job: 'a', reason: 'bridge', line: 2 }] })
    const placed = await run(['ci.yml', '--plan', 'p.json', '--placement', 'file', '--out', 'o.yml'], files)
    expect(placed).toMatchObject({ code: 3, stdout: '' })
    expect(placed.written.size).toBe(0)
    expect(JSON.parse(placed.stderr)).toEqual({
      refused: [
        { job: 'a', reason: 'bridge', line: 2 },
        { job: null, reason: 'include_form', line: 1 },
      ],
    })
  })

  it('refuses a file that is not UTF-8, since it could not be printed as it is', async () => {
    const answer = await run(['ci.yml', '--remove'], { 'ci.yml': new Uint8Array([0x61, 0x3a, 0xff]) })
    expect(answer).toMatchObject({ code: 3, stdout: '' })
  })

  it.each([
    [[], 'give one FILE'],
    [['a', 'b'], 'give one FILE'],
    [['ci.yml'], '--plan PLAN.json is missing'],
    [['ci.yml', '--plan'], 'argument missing'],
    [['ci.yml', '--nope'], "'--nope'"],
    [['gone.yml', '--remove'], 'cannot read gone.yml: ENOENT'],
    [['ci.yml', '--plan', 'gone.json'], 'cannot read gone.json: ENOENT'],
    [['ci.yml', '--plan', 'ci.yml'], 'ci.yml is not JSON'],
    [['ci.yml', '--plan', 'bad.json'], 'jobs.a.secrets.X: must use exactly one of these keys: vault'],
    [['ci.yml', '--plan', 'p.json', '--placement', 'beside'], '--placement is inline or file, not "beside"'],
    [['ci.yml', '--plan', 'p.json', '--placement', 'file'], '--placement file needs --out FILE2'],
    [['ci.yml', '--plan', 'p.json', '--out', 'o.yml'], '--out goes with --placement file'],
    [['ci.yml', '--plan', 'p.json', '--placement', 'file', '--out', './ci.yml'], '--out would overwrite FILE'],
    [['ci.yml', '--plan', 'p.json', '--placement', 'file', '--out', 'full/o.yml'], 'cannot write full/o.yml: ENOSPC'],
  ])('ends with 2 and a reason for %j', async (argv, message) => {
    const bad = JSON.stringify({ jobs: { a: { secrets: { X: { file: false } } } } })
    const answer = await run(argv, { 'ci.yml': root, 'p.json': plan, 'bad.json': bad })
    expect(answer).toMatchObject({ code: 2, stdout: '' })
    expect(answer.stderr).toContain(message)
  })

  it('explains itself', async () => {
    const answer = await run(['--help'])
    expect(answer).toMatchObject({ code: 0, stderr: '' })
    expect(answer.stdout).toContain('--placement file')
  })
})
