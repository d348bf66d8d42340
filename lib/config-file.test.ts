// GitLabs and policy repositories in the file of CUTOVER_CONFIG, right and wrong; no sentence repeats a credential.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { readConfigFile } from './config-file'

const folder = mkdtempSync(path.join(tmpdir(), 'cutover-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const secretText = 'glpat-never-to-be-told'
writeFileSync(path.join(folder, 'token'), `${secretText}\n`)

function read(yaml: string) {
  const file = path.join(folder, 'config.yml')
  writeFileSync(file, yaml)
  return readConfigFile(file)
}

function problemsOf(yaml: string): string[] {
  try {
    const { vaults, gitlab } = read(yaml).problems
    return [...vaults, ...gitlab]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.problems
  }
}

const ops = 'gitlab:\n  - name: ops\n    url: https://git.ops.example.com/\n    token_file: token\n'

describe('gitlab and policy_repositories of CUTOVER_CONFIG', () => {
  it('are read with the files that they name', () => {
    const config = read(`${ops}    groups: [infra, shop/api]
policy_repositories:
  - { name: policies, project: infra/policies, gitlab: ops, vault: main }
`)
    expect(config).toMatchObject({
      gitlab: [{ name: 'ops', url: 'https://git.ops.example.com', include: ['infra', 'shop/api'], writeToken: null }],
      policyRepositories: [{ name: 'policies', project: 'infra/policies', gitlab: 'ops', vault: 'main' }],
      vaults: [],
      problems: { vaults: [], gitlab: [] },
    })
    expect(config.gitlab[0]?.scanToken?.reveal()).toBe(secretText)
  })

  it.each([
    ['gitlab:\n  - name: ops\n    url: ops\n    token_file: token\n', ['Line 3: url is not a web address.']],
    ['gitlab:\n  - name: ops\n    url: https://x.example.com\n', ['Line 2: token_file is missing or not of the form']],
    [
      'gitlab:\n  - name: a:b\n    url: https://x.example.com\n    token_file: token\n',
      ['Line 2: name is missing or not'],
    ],
    [`${ops}    token: ${secretText}\n`, ['Line 5: token must not stand here']],
    [`${ops}    write_token: ${secretText}\n`, ['Line 5: write_token must not stand here']],
    [`${ops}    write_token_file: none\n`, ['Line 2: The file that write_token_file of ops names cannot be read.']],
    [
      `${ops}  - name: ops\n    url: https://git.ops.example.com/api/v4\n    token_file: token\n`,
      ['Line 5: name is used twice.', 'Line 6: url is that of another entry.'],
    ],
    [
      `${ops}policy_repositories:\n  - name: p\n    project: a/b\n    gitlab: dev\n    vault: main\n`,
      ['Line 8: gitlab names no entry of gitlab.'],
    ],
    [
      `${ops}    colour: red\nfruit: apple\n`,
      ['Line 5: colour is not a known key.', 'Line 6: fruit is not a known key.'],
    ],
  ])('%j is refused with every mistake and its line', (yaml, expected) => {
    const problems = problemsOf(yaml)
    expect(problems).toEqual(expected.map((text) => expect.stringContaining(text)))
    expect(problems.join()).not.toContain(secretText)
  })
})
