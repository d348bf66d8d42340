// What is often believed of this and is wrong; and how long each thing lasts.
import type { TrustModelCase } from './trust-model-case'
import { byScript } from './trust-model-flow'
import type { TrustBlock } from './trust-model-section'

/** Sources: docs.gitlab.com/ci/yaml/#secrets; GitLab EE `build_runner_presenter.rb`; Runner `common/build.go`, `common/secrets.go`. */
export const myths: TrustBlock = {
  kind: 'list',
  items: [
    '**There is no `vault:` keyword for a pipeline or a project.** `vault:` stands only inside a job’s `secrets:<NAME>`. Address and role come from variables.',
    '**`VAULT_ADDR` is not read** by GitLab or by the Runner. `VAULT_SERVER_URL` is. `VAULT_ADDR` is for the `vault` command in a script.',
    '**`secrets:` needs Premium or Ultimate.** Without it GitLab accepts the keyword and drops it; the job runs without the value, and nothing is printed.',
    '**A job has one login.** Address, role and ID token of its first secret count for all; another `token:` on a second one is ignored.',
    '**A variable in the settings wins over the CI configuration.** One named `VAULT_SERVER_URL`, `VAULT_AUTH_ROLE`, `VAULT_AUTH_PATH` or `VAULT_NAMESPACE` at project, group or instance redirects every job below.',
    '**There is no way back to the CI/CD variable.** Where a secret cannot be read the job fails, even if a variable of the same name exists.',
    '**Claims are texts**: `"true"`, not `true`. Only `runner_id` is a number. A role with the wrong kind lets nobody in.',
    '**`environment` proves no right to deploy.** The author writes it; `verify`, `access` and `prepare` may run without that right. That is why production roles bind `environment_protected` and `environment_action` too.',
  ],
}

/** Why a job needs no stored credential, and what that saves. */
export function whyNoToken(one: TrustModelCase): TrustBlock {
  const ttl = one.asked.login?.ttl
  const script = byScript(one)
  return {
    kind: 'list',
    items: [
      '**A stored token is a password.** It is the same for every job, lasts for months, is read by every maintainer through the API, and Vault cannot tell who used it.',
      '**An ID token is made for one job** and is worthless elsewhere: it names its audience, and ends with the job’s timeout.',
      script
        ? '**The token from Vault is held by the job’s shell alone**, and is revoked when the job ends.'
        : '**The token from Vault never reaches the job.** The Runner’s process logs in, reads, and passes on the value alone.',
      ttl === undefined || ttl === 0
        ? '**Nothing has to be rotated in GitLab**, since nothing is kept there.'
        : `**It lives ${ttl} seconds** and reads the paths of one policy. Nothing has to be rotated in GitLab, since nothing is kept there.`,
      'Jobs that hold `VAULT_TOKEN`, an AppRole’s `secret_id` or `CI_JOB_JWT` today are shown as such in the inventory. The end is none.',
    ],
  }
}

export function lifetimes(one: TrustModelCase): TrustBlock {
  const ttl = one.asked.login?.ttl ?? 0
  const script = byScript(one)
  return {
    kind: 'table',
    label: 'How long each thing lasts',
    head: ['What', 'Lasts', 'Ends earlier'],
    rows: [
      ['The ID token', 'until the job’s timeout, 300 s where none is known', 'no'],
      [
        'The token from Vault',
        ttl === 0 ? 'no job of this environment gets one' : `${ttl} s`,
        script ? 'revoked when the job ends' : 'no: the Runner does not revoke it',
      ],
      ['A dynamic credential', 'its lease, or the token’s life where that is shorter', 'with its token'],
      ['What a job has read', 'as long as the job runs', 'no: a changed role counts from the next login on'],
    ],
  }
}
