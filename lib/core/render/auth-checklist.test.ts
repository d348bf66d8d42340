// Tests of the pages about auth methods that nothing is written to, or whose keys are written by hand.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderAuthChecklist, renderKeyRotation } from './auth-checklist'
import { exportFiles } from './export-files'
import { estateOf, planOf, role, rules } from './render-fixture'

const gitlab = 'https://gitlab.example.com'
const vaultWith = (change: Partial<(typeof rules.vaults)[number]>) =>
  rules.vaults.map((vault) => ({ ...vault, ...change }))

test('a shared auth method gets a list to check, and no file or script that writes its configuration', () => {
  const vaults = vaultWith({ owned: false })
  const { files } = exportFiles({ estate: estateOf(), plan: planOf(), rules: { ...rules, vaults } })
  expect(files.filter(({ kind }) => kind === 'auth').map(({ path }) => path)).toEqual(['auth/jwt-checklist.md'])
  const script = files.find(({ path }) => path === 'cli/apply.sh')?.text ?? ''
  expect(script).not.toContain('auth/jwt/config')
  expect(script).toContain("write 'auth/jwt/role/p22-production'")
  expect(files.find(({ path }) => path === 'terraform/cutover.json')?.text).toContain('"owned": false')
})

test('static keys of ours get a script, the page that says when to run it, and no configuration without keys', () => {
  const vaults = vaultWith({ keys: 'static' })
  const { files } = exportFiles({ estate: estateOf(), plan: planOf(), rules: { ...rules, vaults } })
  const paths = files.map(({ path }) => path)
  expect(paths.filter((path) => /^(auth|cli)\//.test(path))).toEqual([
    'auth/jwt-keys.md',
    'cli/apply.sh',
    'cli/rotate-keys.sh',
  ])
  expect(files.find(({ path }) => path === 'cli/apply.sh')?.text).toContain('sh "$here/cli/rotate-keys.sh"')
})

test('the list names issuer, key source and roles, and how long a token has to live', () => {
  const [vault] = vaultWith({ owned: false, keys: 'static' })
  if (vault === undefined) throw new Error('The fixture declares a vault')
  const text = renderAuthChecklist(vault, `${gitlab}/`, [{ ...role, tokenSeconds: 3600 }])
  expect(text).toContain('- [ ] `bound_issuer` is `https://gitlab.example.com`')
  expect(text).toContain('`https://gitlab.example.com/oauth/discovery/keys`')
  expect(text).toContain('is 3600 seconds or more')
  expect(text).toContain('`p22-production`')
  expect(renderAuthChecklist({ ...vault, keys: 'discovery' }, gitlab, [])).toContain(
    '`oidc_discovery_url` is `https://gitlab.example.com`',
  )
})

test('no name ends a line or the block of commands', () => {
  const [vault] = vaultWith({ owned: false, auth_path: "x'\n```\n/close\n<b>", name: 'main' })
  if (vault === undefined) throw new Error('The fixture declares a vault')
  for (const text of [renderAuthChecklist(vault, gitlab, [role]), renderKeyRotation(vault, gitlab)]) {
    expect(text).not.toMatch(/^\/|^<b>/m)
  }
  expect(renderAuthChecklist(vault, gitlab, [role]).match(/^```/gm)).toHaveLength(2)
})

test('whatever names are there, the pages keep their items and their block', () => {
  const hostile = fc
    .array(fc.constantFrom('`', '```', '\n', '|', '/close', '- [ ] ', "'", '<b>', '@all', '~~~', 'a', '\u2028'), {
      minLength: 1,
    })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(hostile, hostile, hostile, (auth_path, name, roleName) => {
      const [vault] = vaultWith({ owned: false, auth_path, name })
      if (vault === undefined) throw new Error('The fixture declares a vault')
      const list = renderAuthChecklist(vault, `${gitlab}/${name}`, [{ ...role, name: roleName }])
      expect(list.match(/^- \[ \] /gm)).toHaveLength(10)
      expect(list.match(/^(```|~~~)/gm)).toHaveLength(2)
      expect(list + renderKeyRotation(vault, gitlab)).not.toMatch(/^\/|^<|\u2028/m)
    }),
    { numRuns: 2_000 },
  )
})
