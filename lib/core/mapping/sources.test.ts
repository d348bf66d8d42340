// Sources beside GitLab's variables: `.env` files, lists of paths, and what scripts read.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnvFile } from './env-file'
import { exampleEstate, exampleProject, exampleRules } from './example-estate'
import { readExistingPaths } from './existing-paths'
import { placeSources } from './place-sources'
import { findStaticReads, readsIn } from './static-reads'

describe('readEnvFile', () => {
  it('gives names, lines and shapes', () => {
    const text =
      '# db\nexport DB_HOST=db.example\nDB_PASSWORD="a#b$c"\nPEM="one\ntwo\nthree"\nEMPTY=\nQUOTED=\'$x\'\nnot a line\n'
    expect(readEnvFile(text)).toEqual({
      keys: [
        { key: 'DB_HOST', line: 2, shape: [] },
        { key: 'DB_PASSWORD', line: 3, shape: ['expands'] },
        { key: 'PEM', line: 4, shape: ['multiline'] },
        { key: 'EMPTY', line: 7, shape: ['empty'] },
        { key: 'QUOTED', line: 8, shape: [] },
      ],
      skipped: [9],
    })
  })

  it('never gives back any part of a value, whatever the file holds', () => {
    const value = fc.stringMatching(/^[!-~ ]{0,12}$/).map((text) => `CANARY${text}CANARY`)
    const line = fc.oneof(
      fc.tuple(fc.stringMatching(/^[A-Z]{1,6}$/), value).map(([key, held]) => `${key}=${held}`),
      fc.tuple(fc.stringMatching(/^[A-Z]{1,6}$/), value).map(([key, held]) => `export ${key} = "${held}`),
      value,
    )
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const names = lines.map((one) => /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(one)?.[1])
        const { keys } = readEnvFile(lines.join('\n'))
        for (const { key } of keys) expect(names).toContain(key)
        expect(new Set(keys.map((one) => one.key)).size).toBe(keys.length)
      }),
    )
  })
})

describe('readExistingPaths', () => {
  const { mounts } = exampleRules()

  it.each([
    ['plain lines', '# today\nkv/shop/api#password\nkv/data/shop/api: user, password\n\nold/x\nkv/folder/'],
    ['a YAML list', '- kv/shop/api#password\n- "kv/metadata/shop/api#user"\n- old/x\n'],
    ['a YAML map', 'kv/shop/api: [password, user]\nold/x:\n'],
  ])('reads %s', (_, text) => {
    const { paths, problems } = readExistingPaths(text, mounts)
    expect(problems).toEqual([])
    expect(paths.map((one) => ({ ...one, fields: one.fields?.toSorted() ?? null }))).toEqual([
      { vault: 'main', mount: 'kv', path: 'shop/api', fields: ['password', 'user'] },
      { vault: 'main', mount: 'old', path: 'x', fields: null },
    ])
  })

  it('says which line names no declared mount', () => {
    expect(readExistingPaths('kv/a\nnowhere/b\n', mounts).problems).toEqual([
      'Line 2: nowhere/b begins with no declared mount',
    ])
  })

  it('answers for any text at all', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(readExistingPaths(text, mounts).paths)))
  })
})

describe('placeSources', () => {
  const source = { kind: 'env-file' as const, project: 'shop/api', file: '.env', scope: 'production' }
  const keys = [
    { key: 'DB_PASSWORD', line: 1, shape: [] },
    { key: 'OTHER', line: 2, shape: [] },
  ]

  it('places names as variables of their project, and says where GitLab has the same', () => {
    const example = exampleEstate([exampleProject(12, 'shop/api')], {}, [
      { key: 'OTHER', environmentScope: 'production' },
    ])
    const rules = exampleRules({ rules: [{ match: { key: 'DB_*' }, target: {} }], sources: [{ ...source, keys }] })
    const [placed] = placeSources(rules, example.estate, '2026-11-25')
    expect(placed?.keys).toMatchObject([
      {
        target: { mount: 'kv', path: 'shop/api/production/protected', field: 'DB_PASSWORD' },
        alsoInGitlab: false,
        problems: [],
      },
      { target: null, decidedBy: { kind: 'nothing' }, alsoInGitlab: true },
    ])
    expect(placed?.projectKnown).toBe(true)
  })
})

describe('findStaticReads', () => {
  it.each([
    ['export X=$(vault kv get -field=token infra/hetzner)', 'infra/hetzner', 'token'],
    ['vault kv get -mount=secret -field password shop/api', 'secret/shop/api', 'password'],
    ['bao read -field=value "secret/data/shop/api"', 'secret/shop/api', 'value'],
    ['vault kv get -format=json secret/$CI_PROJECT_PATH | jq .data', 'secret/$CI_PROJECT_PATH', null],
    ['curl -H "X-Vault-Token: $VAULT_TOKEN" $VAULT_ADDR/v1/secret/data/shop/api', 'secret/shop/api', null],
  ])('reads %s', (line, path, field) => {
    expect(readsIn(line)).toEqual([{ path, field }])
  })

  it.each([
    'vault login -method=jwt',
    'vault read auth/token/lookup-self',
    'curl https://api.example.com/v1/users/me',
    'vault kv put a/b c=d',
  ])('sees no source in %s', (line) => {
    expect(readsIn(line)).toEqual([])
  })

  it('names job, file and line, also through an anchor', () => {
    const text =
      '.v: &v\n  before_script:\n    - T=$(vault kv get -field=t infra/x)\nplan:\n  <<: *v\n  script: [make]\n'
    const merged = 'plan:\n  before_script:\n    - T=$(vault kv get -field=t infra/x)\n  script: [make]\n'
    const root = { path: '.gitlab-ci.yml', text }
    const ci = { state: 'valid' as const, ref: 'main', mergedYaml: merged, root, included: [], includes: [] }
    expect(findStaticReads({ projects: [exampleProject(1, 'a/b', { ci })] })).toMatchObject([
      { project: 'a/b', job: 'plan', path: 'infra/x', field: 't', evidence: [{ file: '.gitlab-ci.yml', line: 3 }] },
    ])
  })
})
