// Tests of the texts of a merge request.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MergeRequestTextInput, mergeRequestText } from './merge-request-text'

const input: MergeRequestTextInput = {
  kind: 'ci',
  project: 'shop/api',
  hash: '0123456789abcdef',
  files: ['.gitlab-ci.yml', '.gitlab/cutover.yml'],
  keys: ['DB_PASSWORD', 'API_KEY', 'API_KEY'],
  jobs: ['deploy'],
  roles: ['p22-production'],
  policies: ['p22-production'],
  vaults: ['main'],
  supersedes: null,
}

test('a change of the CI configuration is a draft that says what it waits for', () => {
  const text = mergeRequestText(input)
  expect(text.title).toBe('Draft: Read 2 variables from Vault in 1 job')
  expect(text.branch).toBe('cutover/ci-0123456789ab')
  expect(text.commitMessage).toMatch(/\[skip ci\]$/)
  expect(text.description).toContain('- the roles in `main`: `p22-production`')
})

test('policies and roles are no draft', () => {
  const text = mergeRequestText({ ...input, kind: 'policy' })
  expect(text.title).toBe('Vault: 1 policy and 1 role')
  expect(text.branch).toBe('cutover/policy-0123456789ab')
})

test('an older merge request that this one closes is named', () => {
  const text = mergeRequestText({ ...input, supersedes: 'https://gitlab.example.com/shop/api/-/merge_requests/3' })
  expect(text.description).toMatch(/Supersedes .*merge\\?_requests\/3\./)
})

test('a digest that is none makes no branch', () => {
  expect(() => mergeRequestText({ ...input, hash: '../../main' })).toThrow(RangeError)
})

const hostile = fc
  .array(
    fc.constantFrom(
      '/',
      '\n',
      '\r',
      '/close',
      '@all',
      '!1',
      '#1',
      '`',
      '|',
      '<script>',
      '](',
      '\u2028',
      ' ',
      'a',
      '\\',
    ),
    {
      maxLength: 10,
    },
  )
  .map((parts) => parts.join(''))

test('whatever the names are, no line starts with a slash and none is added', () => {
  const lines = mergeRequestText(input).description.split('\n').length
  fc.assert(
    fc.property(hostile, fc.constantFrom('ci' as const, 'policy' as const), (name, kind) => {
      const names = [name]
      const { description, commitMessage, title } = mergeRequestText({
        ...input,
        kind,
        project: name,
        files: names,
        keys: names,
        jobs: names,
        roles: names,
        policies: names,
        vaults: names,
        supersedes: null,
      })
      expect(description).not.toMatch(/^\s*\//m)
      if (kind === 'ci') expect(description.split('\n')).toHaveLength(lines)
      expect(title + commitMessage).not.toContain('@all')
    }),
    { numRuns: 10_000 },
  )
})
