// The page to hand over: what can fail when a job reads Vault, text by text.
import { type FailureMode, failureModes } from './failure-mode'
import { markdownCode } from './markdown-text'

const stages: Record<FailureMode['stage'], string> = {
  before: 'Before a runner has the job',
  login: 'At the login',
  connection: 'On the way to Vault',
  read: 'At the read',
}

/** Gives the Markdown page of failure modes; the same for every plan. */
export function renderFailureModes(): string {
  const parts = ['before', 'connection', 'login', 'read'] as const
  const sections = parts.flatMap((stage) => {
    const rows = failureModes
      .filter((mode) => mode.stage === stage)
      .map(({ text, cause, fix }) => `### ${markdownCode(text)}\n\n${cause}\n\n**Fix:** ${fix}`)
    return [`## ${stages[stage]}`, ...rows]
  })
  return `${[...head, ...sections].join('\n\n')}\n`
}

const head = [
  '# When a job cannot read Vault',
  'A secret that cannot be read stops the job before its script. There is no way back to the CI/CD variable of the same name, even where it still exists.',
  'The line starts with `ERROR: Job failed (system failure): resolving secrets: `. From GitLab Runner 19.2 it starts with `ERROR: Job failed: resolving secrets: ` when Vault answered 400, 401, 403, 404 or 5xx. Errors at the login then say `initializing Vault service: preparing authenticated client: authenticating Vault client: writing to Vault: `.',
  'Most texts do not name the secret. It is the one in the last line `Resolving secret "…"...` above the error. The runner reads secrets in no fixed order, with one login for each.',
]
