// The two jobs side by side: let in or refused, with the line that the job log ends with.
import type { TrustModelCase, TrustModelSide } from './trust-model-case'
import { byScript } from './trust-model-flow'
import type { TrustBlock, TrustOutcome } from './trust-model-section'

/** Source: GitLab Runner `helpers/vault/service/vault.go`, `auth_methods/jwt/auth.go`; the head differs by its version. */
const runnerHead =
  'ERROR: Job failed: resolving secrets: initializing Vault service: preparing authenticated client: authenticating Vault client: writing to Vault: api error: status code'

const names: Record<TrustModelSide['answer']['trigger'], string> = {
  push: 'A push to any branch',
  'protected-push': 'A push to a protected branch',
  tag: 'Any tag',
  'protected-tag': 'A protected tag',
  'merge-request': 'A merge request',
  'fork-merge-request': 'A merge request from a fork',
  schedule: 'A schedule',
  web: 'A pipeline started on the web page',
  api: 'A pipeline started through the API',
  'child-pipeline': 'A child pipeline',
}

/** A job's trigger as the head of a column. */
export function sideName({ answer }: TrustModelSide): string {
  return names[answer.trigger]
}

export function outcomePair(one: TrustModelCase): TrustBlock {
  return {
    kind: 'outcomes',
    label: 'Two jobs side by side',
    outcomes: [outcomeOf(one, one.asked), outcomeOf(one, one.beside)],
  }
}

function outcomeOf(one: TrustModelCase, side: TrustModelSide): TrustOutcome {
  const { login } = side
  const allowed = login?.allowed === true
  const failing = login?.failing ?? []
  return {
    title: sideName(side),
    allowed,
    verdict: verdictOf(login, failing.length),
    log:
      login === null || allowed
        ? null
        : { head: byScript(one) ? `status ${login.status}` : `${runnerHead} ${login.status}:`, texts: login.reported },
    reasons: failing,
    reach: reachOf(one, side),
  }
}

function verdictOf(login: TrustModelSide['login'], reasons: number): string {
  if (login === null) return 'No role is for this environment, so that the job has nothing to log in by.'
  if (login.allowed) return `**Let in.** Its token lives ${login.ttl} seconds.`
  if (reasons === 1) return '**Refused**, before anything is read. One check fails.'
  return `**Refused**, before anything is read. ${reasons} checks fail; Vault prints one of them.`
}

/** A job may name any role, so all of them count. */
function reachOf({ projectRoles }: TrustModelCase, { answer }: TrustModelSide): string {
  const readable = (own: boolean) =>
    answer.reads.filter((read) => read.production === own && (read.by !== null || read.others.length > 0)).length
  const named = projectRoles === 1 ? 'By the one role' : `Whichever of the ${projectRoles} roles`
  const names = projectRoles === 1 ? '' : ' it names'
  return `${named} of this project${names}, it reads ${count(readable(true))} of production and ${count(readable(false))} of other environments.`
}

function count(number: number): string {
  return `**${number} ${number === 1 ? 'value' : 'values'}**`
}
