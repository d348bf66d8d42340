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
    if (found.active === false)
      return refusal(
        facts,
        'expired',
        'GitLab says that this token is no longer active: make a new one and start Cutover again.',
      )
    if (!needs[purpose].some((scope) => found.scopes.includes(scope))) {
      return refusal(
        facts,
        'scope_missing',
        `The ${purpose} token lacks the scope ${needs[purpose][0]}: make one that has it and start Cutover again.`,
      )
    }
    return { check: { ...facts, state: 'works', means: possible[purpose] }, problem: null }
  } catch (error) {
    if (!(error instanceof GitlabError)) throw error
    const refused = error.code === 'gitlab_unauthorized' || error.code === 'gitlab_forbidden'
    return refusal(none, refused ? 'refused' : 'unreachable', messages[error.code])
  }
}

function refusal(facts: Omit<TokenCheck, 'state' | 'means'>, state: TokenCheck['state'], means: string) {
  return { check: { ...facts, state, means }, problem: means }
}
