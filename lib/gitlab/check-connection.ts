// The start-up check: what GitLab is this, what may each token do, and what follows from that.
import { z } from 'zod'
import type { ConnectionCheck, TokenCheck } from '@/lib/core/inventory/connection-check'
import type { GitlabSettings } from '@/lib/env'
import { messages } from '@/lib/errors'
import type { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

const tokenSchema = z.object({
  name: z.string().nullish(),
  scopes: z.array(z.string()),
  expires_at: z.string().nullish(),
  active: z.boolean().nullish(),
})
const metadataSchema = z.object({ version: z.string(), enterprise: z.boolean().nullish() })

/** Asks `/personal_access_tokens/self` and `/metadata`. Never throws for what GitLab answers: the answer is the check. */
export async function checkConnection(settings: GitlabSettings, now: Date): Promise<ConnectionCheck> {
  const [scan, write] = await Promise.all([
    checkToken(settings, 'scan', settings.scanToken),
    checkToken(settings, 'write', settings.writeToken),
  ])
  const metadata = settings.scanToken ? await readMetadata(settings, settings.scanToken) : null
  return {
    url: settings.url,
    demo: settings.demo,
    checkedAt: now.toISOString(),
    version: metadata?.version ?? null,
    enterprise: metadata?.enterprise ?? null,
    include: settings.include,
    tokens: [scan.check, write.check],
    problem: scan.problem ?? write.problem,
  }
}

async function readMetadata(settings: GitlabSettings, token: Secret) {
  try {
    return parseAnswer(metadataSchema, await makeGitlabClient(settings, token).rest.Metadata.show())
  } catch {
    return null
  }
}

const needs = { scan: ['read_api', 'api'], write: ['api'] } as const

const possible = {
  scan: 'Scans are possible. This token could read values; the scan does not.',
  write: 'Merge requests are possible, after a preview and a confirmation.',
} as const

const missing = {
  scan: 'Without GITLAB_TOKEN nothing can be scanned.',
  write: 'Without GITLAB_WRITE_TOKEN no merge request can be opened; everything else works.',
} as const

const expired = 'GitLab says that this token has expired: make a new one and start Cutover again.'

const scopeMissing = (purpose: 'scan' | 'write') =>
  `The ${purpose} token lacks the scope ${needs[purpose][0]}: make one that has it and start Cutover again.`

async function checkToken(
  settings: GitlabSettings,
  purpose: 'scan' | 'write',
  token: Secret | null,
): Promise<{ check: TokenCheck; problem: string | null }> {
  const none = { purpose, name: null, scopes: [], expiresAt: null }
  if (!token)
    return {
      check: { ...none, state: 'missing', means: missing[purpose] },
      problem: purpose === 'scan' ? missing.scan : null,
    }
  try {
    const found = parseAnswer(tokenSchema, await makeGitlabClient(settings, token).rest.PersonalAccessTokens.show())
    const facts = { purpose, name: found.name ?? null, scopes: found.scopes, expiresAt: found.expires_at ?? null }
    if (found.active === false) return refusal(facts, 'expired', expired)
    if (!needs[purpose].some((scope) => found.scopes.includes(scope)))
      return refusal(facts, 'scope_missing', scopeMissing(purpose))
    return { check: { ...facts, state: 'works', means: possible[purpose] }, problem: null }
  } catch (error) {
    if (!(error instanceof GitlabError)) throw error
    return refusalBy(error, none)
  }
}

/** What GitLab says about a token is matched by its known texts (lib/api/api_guard.rb: `Token is expired`, `insufficient_scope`). */
function refusalBy(error: GitlabError, none: Omit<TokenCheck, 'state' | 'means'>) {
  if (error.code === 'gitlab_unauthorized')
    return error.says(/expired/i)
      ? refusal(none, 'expired', expired)
      : refusal(none, 'refused', messages.gitlab_unauthorized)
  if (error.code === 'gitlab_forbidden')
    return error.says(/insufficient_scope/)
      ? refusal(none, 'scope_missing', scopeMissing(none.purpose))
      : refusal(none, 'refused', messages.gitlab_forbidden)
  // Every GitLab of a supported version has this address: a 404 comes from something else.
  return refusal(none, 'unreachable', messages[error.code === 'gitlab_not_found' ? 'gitlab_wrong_url' : error.code])
}

function refusal(facts: Omit<TokenCheck, 'state' | 'means'>, state: TokenCheck['state'], means: string) {
  return { check: { ...facts, state, means }, problem: means }
}
