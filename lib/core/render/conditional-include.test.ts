// Tests of which included files every pipeline has.
import { expect, test } from 'vitest'
import { alwaysIncluded } from './conditional-include'
import { ciOf } from './render-fixture'

const generated = '.gitlab/cutover.yml'

function included(root: string, files: Record<string, string>) {
  const ci = ciOf(root, { included: Object.entries(files).map(([path, text]) => ({ path, text })) })
  if (ci.state !== 'valid') throw new Error('the fixture is valid')
  return alwaysIncluded(ci, generated)
}

const text = 'job: { script: x }\n'

test('plain forms of include are always there', () => {
  const { always, anyConditional } = included('include: [a.yml, { local: /b/*.yml }, { local: c/**.yml }]\n', {
    'a.yml': text,
    'b/1.yml': text,
    'b/deep/2.yml': text,
    'c/deep/3.yml': text,
  })
  expect([...always].sort()).toEqual(['.gitlab-ci.yml', 'a.yml', 'b/1.yml', 'c/deep/3.yml'])
  expect(anyConditional).toBe(false)
})

test('a file below a conditional one is conditional too', () => {
  const { always, anyConditional } = included('include: [{ local: a.yml, rules: [{ if: $X }] }]\n', {
    'a.yml': `include: b.yml\n${text}`,
    'b.yml': text,
  })
  expect([...always]).toEqual(['.gitlab-ci.yml'])
  expect(anyConditional).toBe(true)
})

test('files of another project are named with it, and what they include lies there', () => {
  const { always } = included('include: [{ project: shop/ci, file: [/deploy.yml] }]\n', {
    'shop/ci:deploy.yml': `include: { local: more.yml }\n${text}`,
    'shop/ci:more.yml': text,
    'more.yml': text,
  })
  expect([...always].sort()).toEqual(['.gitlab-ci.yml', 'shop/ci:deploy.yml', 'shop/ci:more.yml'])
})

test('the rules of the generated file do not count', () => {
  const entry = `include: [{ local: /${generated}, rules: [{ if: $CUTOVER_OFF }] }]\n`
  expect(included(entry, { [generated]: text }).anyConditional).toBe(false)
})
