// A job made up to explain the trust model where nothing is mapped yet. Every name in it is an example.
import { exampleEstate, exampleProject } from '@/lib/core/mapping/example-estate'
import { type RulesFile, rulesFileSchema, type VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { AccessLogin } from './access-login'
import { type AccessModel, accessModel } from './access-model'
import { makePlan } from './make-plan'
import { type TrustModelCase, type TrustModelSide, trustModelCase } from './trust-model-case'

/** The addresses of the example, for what is not known yet. */
export const exampleGitlabUrl = 'https://gitlab.example.com'
const exampleVault = { name: 'example', address: 'https://vault.example.com', audience: 'https://vault.example.com' }

/**
 * Takes the address of GitLab and the declared vaults, as far as there are any; gives a production job that is let in and
 * the merge request that is refused. The first vault is used as declared.
 */
export function exampleTrustModelCase(known: {
  gitlabUrl: string | null
  vaults: readonly VaultDeclaration[]
}): TrustModelCase {
  const question = { project: null, trigger: null, ref: null, environment: undefined }
  const made = trustModelCase(exampleModel(known), question, true)
  if (made === null) throw new RangeError('The example of the trust model has no job')
  const unlinked = ({ answer, login }: TrustModelSide): TrustModelSide => ({
    answer,
    login: login && withoutLines(login),
  })
  return {
    ...made,
    vaults: known.vaults,
    asked: unlinked(made.asked),
    beside: unlinked(made.beside),
    roleFile: made.roleFile && { ...made.roleFile, at: null },
    policyFiles: made.policyFiles.map((file) => ({ ...file, at: null })),
    configFile: made.configFile && { ...made.configFile, at: null },
  }
}

/** No export holds the files of an example, so nothing may lead to them. */
function withoutLines(login: AccessLogin): AccessLogin {
  return {
    ...login,
    failing: login.failing.map((reason) => ({ ...reason, at: null })),
    checks: login.checks.map((check) => ({ ...check, at: null })),
  }
}

function exampleModel({ gitlabUrl, vaults }: Parameters<typeof exampleTrustModelCase>[0]): AccessModel {
  const vault = vaults[0] ?? exampleVault
  const rules: RulesFile = rulesFileSchema.parse({
    version: 1,
    vaults: [vault],
    mounts: [{ vault: vault.name, path: 'secret', engine: 'kv-v2' }],
    tiers: [{ group: 'example', tier: 'premium' }],
    rules: [{ match: {}, target: { vault: vault.name, mount: 'secret' } }],
  })
  const project = exampleProject(1234, 'example/shop', {
    protectedEnvironments: ['production'],
    environments: [{ name: 'production', tier: 'production', available: true }],
  })
  const { estate, analysis } = exampleEstate(
    [project],
    { 'example/shop': [{ name: 'deploy', environment: 'production' }] },
    [
      {
        key: 'DB_PASSWORD',
        environmentScope: 'production',
        protected: true,
        readers: ['example/shop:deploy'],
      },
    ],
  )
  const named = { ...estate, gitlab: { ...estate.gitlab, url: gitlabUrl ?? exampleGitlabUrl, version: null } }
  return accessModel({ estate: named, rules, plan: makePlan({ estate: named, analysis, rules, today: '2026-01-01' }) })
}
