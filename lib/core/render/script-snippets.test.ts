// Tests of what is pasted, read back by a YAML parser.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ciJob, ciOf, jobPlan, project, rules } from './render-fixture'
import { renderSnippets } from './script-snippets'

function snippets(yaml: string, name = 'deploy'): unknown {
  const [vault] = rules.vaults
  if (vault === undefined) throw new Error('The fixture declares a vault')
  return parse(renderSnippets(project({ ci: ciOf(yaml) }), [{ jobPlan: jobPlan({ job: ciJob({ name }) }), vault }]))
}

const source = 'CUTOVER_JOB=\'deploy\' && . "$CI_PROJECT_DIR/.gitlab/cutover.sh"'
const id_tokens = { VAULT_ID_TOKEN: { aud: 'https://vault.example.com' } }

test.each([
  ['deploy: {script: [a]}', []],
  ['deploy: {script: [a], before_script: [x, [y, "z: 1"]]}', ['x', 'y', 'z: 1']],
  ['default: {before_script: [d]}\ndeploy: {script: [a]}', ['d']],
  ['before_script: r\ndeploy: {script: [a]}', ['r']],
  ['default: {before_script: [d]}\ndeploy: {script: [a], inherit: {default: false}}', []],
])('the script is sourced before the lines of today: %s', (yaml, lines) => {
  expect(snippets(yaml)).toEqual({ deploy: { id_tokens, before_script: [source, ...lines] } })
})

test('ID tokens of default are kept, since those of the job replace them', () => {
  const yaml = 'default: {id_tokens: {OTHER: {aud: x}}}\ndeploy: {script: [a]}'
  expect(snippets(yaml)).toMatchObject({ deploy: { id_tokens: { OTHER: { aud: 'x' }, ...id_tokens } } })
})

test('lines that are not plain texts stay where they are, and a comment says so', () => {
  const [vault] = rules.vaults
  if (vault === undefined) throw new Error('The fixture declares a vault')
  const odd = project({ ci: ciOf('deploy: {script: [a], before_script: [{b: 1}]}') })
  expect(renderSnippets(odd, [{ jobPlan: jobPlan(), vault }])).toContain(
    '# Keep the lines that before_script has today',
  )
})

test('whatever the job is called, its name and no other key is there', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc
      .array(fc.constantFrom("'", '"', ': ', '\n', '#', '${', '- ', '&', '*', 'a', '!'), { minLength: 1 })
      .map((all) => all.join('')),
  )
  fc.assert(
    fc.property(
      hostile.filter((name) => !name.includes('\0') && name !== '__proto__'),
      (name) => {
        expect(Object.keys(Object(snippets('deploy: {script: [a]}', name)))).toEqual([
          name.replace(/\p{Cs}/gu, '\ufffd'),
        ])
      },
    ),
    { numRuns: 2_000 },
  )
})
