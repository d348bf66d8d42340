// Tests of the trust model: it says what the engine decides, of the user's own job, and marks what is made up.
import { describe, expect, test } from 'vitest'
import type { PipelineSettings } from '@/lib/core/inventory/estate'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { renderTrustModel, trustModelPage } from './trust-model'
import { type TrustModelCase, trustModelCase } from './trust-model-case'
import { trustModelChecks } from './trust-model-checks'
import { exampleTrustModelCase } from './trust-model-example'
import { notKeptOut } from './trust-model-limits'
import { trustModelSections } from './trust-model-sections'

const input = accessExample()
const usual = { project: null, trigger: null, ref: null, environment: undefined }
const refused = 'error validating claims: claim "ref_protected" does not match any associated bound claim values'

function caseOf(question: Partial<Parameters<typeof trustModelCase>[1]> = {}): TrustModelCase {
  const one = trustModelCase(accessModel(input), { ...usual, ...question })
  if (one === null) throw new Error('The example holds the project')
  return one
}

describe('without a question', () => {
  test('a production job is let in, and a merge request of the same project is refused', () => {
    const { asked, beside, job } = caseOf()
    expect([asked.answer.project, asked.answer.environment, job?.job.name]).toEqual([
      'shop/api',
      'production',
      'deploy',
    ])
    expect([asked.login?.allowed, beside.login?.allowed]).toEqual([true, false])
    expect(beside.login?.reported).toContain(refused)
  })

  test('role, policy and configuration are those of the export', () => {
    const { roleFile, policyFiles, configFile } = caseOf()
    expect(JSON.parse(roleFile?.text ?? '')).toMatchObject({
      bound_claims: { project_id: '12', ref_protected: 'true' },
    })
    expect(policyFiles.map(({ text }) => text).join()).toContain('path "kv/data/shop/api/production')
    expect(configFile?.text).toContain('"bound_issuer": "https://gitlab.example.com"')
  })
})

describe('the checks', () => {
  test('stand in the order of Vault: role, signature, issuer, audience, times, entity, bound claims', () => {
    const names = trustModelChecks(caseOf()).map(({ name }) => name)
    expect(names.slice(0, 8)).toEqual([
      'The role exists, and is of type `jwt`',
      'The address that asks',
      'The signature',
      'The algorithm',
      '`iss`',
      '`aud`',
      '`nbf`, `exp`, `iat`',
      '`user_claim` `project_id`',
    ])
    expect(names.slice(8)).toContain('`ref_protected`')
  })

  test('those that fail are those that the engine gives as reasons', () => {
    const { beside } = caseOf()
    const failing = trustModelChecks(caseOf()).filter((check) => !check.beside.holds)
    expect(failing.map(({ name }) => name)).toEqual(beside.login?.failing.map(({ claim }) => `\`${claim}\``))
    expect(trustModelChecks(caseOf()).every(({ asked }) => asked.holds)).toBe(true)
  })
})

describe('a question', () => {
  test('of a merge request puts a push to a protected branch beside it', () => {
    const { asked, beside } = caseOf({ trigger: 'merge-request' })
    expect([asked.login?.allowed, beside.login?.allowed]).toEqual([false, true])
    expect(trustModelPage(caseOf({ trigger: 'merge-request' }))).toContain(
      'Vault refuses the login, and gives out no token',
    )
  })

  test('of an environment without a role explains that there is no login', () => {
    const one = caseOf({ environment: 'nowhere' })
    expect([one.role, one.job, trustModelChecks(one)]).toEqual([null, null, []])
    expect(trustModelPage(one)).toContain('a job without a role is answered `missing role`')
  })

  test('of a project that is not there has no answer', () => {
    expect(trustModelCase(accessModel(input), { ...usual, project: 'no/such' })).toBeNull()
  })
})

describe('the page', () => {
  test('is the same each time, and holds the real claims, the line of the refusal and the files', () => {
    const page = renderTrustModel(input)
    expect(renderTrustModel(accessExample())).toBe(page)
    for (const text of ['`"https://gitlab.example.com"`', refused, '```hcl', '`VAULT_ADDR` is not read', 'shop/api']) {
      expect(page).toContain(text)
    }
    expect(page).not.toContain('This is an example')
  })

  test('names each vault, its auth method and audience, escaped', () => {
    const vaults = input.rules.vaults.map((vault) => ({ ...vault, audience: 'a|b' }))
    const page = renderTrustModel({ ...input, rules: { ...input.rules, vaults } })
    expect(page).toContain('| `main` | `https://vault.example.com` | `auth/jwt` | a\\|b | read from GitLab | ours |')
  })

  test('an auth method that is shared is said to be left alone', () => {
    const vaults = input.rules.vaults.map((vault) => ({ ...vault, owned: false }))
    const page = renderTrustModel({ ...input, rules: { ...input.rules, vaults } })
    expect(page).toContain('its configuration is not written, only checked')
  })

  test('without a role it is an example, says so, and still names the real GitLab and vault', () => {
    const plan = { ...input.plan, roles: [], jobs: [], policies: [] }
    const page = renderTrustModel({ ...input, plan })
    expect(page).toContain('**This is an example.**')
    expect(page).toContain('https://vault.example.com')
  })
})

test('the example without anything known marks itself, and declares no vault', () => {
  const one = exampleTrustModelCase({ gitlabUrl: null, vaults: [] })
  expect([one.example, one.vaults]).toEqual([true, []])
  expect(one.asked.login?.allowed).toBe(true)
  // No artefact holds what is made up.
  expect(JSON.stringify(trustModelSections(one))).not.toMatch(/"at":\{/)
  expect(new Set(trustModelSections(one).map(({ id }) => id)).size).toBe(trustModelSections(one).length)
})

describe('who may bend a pipeline', () => {
  const limits = (settings?: PipelineSettings) => {
    const projects = input.estate.projects.map((project) => ({
      ...project,
      protectedBranches: ['main', 'release/*'],
      ...(settings === undefined ? {} : { settings }),
    }))
    const one = trustModelCase(accessModel({ ...input, estate: { ...input.estate, projects } }), usual)
    if (one === null) throw new Error('The example holds the project')
    return JSON.stringify(notKeptOut(one))
  }

  test('is told from the settings of the project', () => {
    const open = limits({ variablesFrom: 'developer', protectsMergeRequests: true })
    expect(open).toContain('Every developer may here')
    expect(open).toContain('Those between protected branches run as protected here')
    const closed = limits({ variablesFrom: 'no_one_allowed', protectsMergeRequests: false })
    expect(closed).toContain('nobody may')
    expect(closed).toContain('None runs as protected here')
  })

  test('is unknown where GitLab did not show them, never taken as allowed or not', () => {
    for (const text of [limits(), limits({ variablesFrom: null, protectsMergeRequests: null })]) {
      expect(text).toContain('GitLab did not show it to the scan')
      expect(text).toContain('It is not known whether GitLab runs those between protected branches as protected')
      expect(text).not.toContain(' may here')
    }
  })
})
