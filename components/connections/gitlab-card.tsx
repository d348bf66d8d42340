// What the start-up check found out about GitLab and the tokens, and what is therefore possible.
import type { ReactNode } from 'react'
import type { ConnectionCheck, TokenCheck } from '@/lib/core/inventory/connection-check'
import { Card } from '../ui/card'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { Tag, type Tint } from '../ui/tag'

const stateWords: Record<TokenCheck['state'], { word: string; tint: Tint }> = {
  works: { word: 'works', tint: 'green' },
  missing: { word: 'not set', tint: 'neutral' },
  refused: { word: 'refused', tint: 'red' },
  expired: { word: 'expired', tint: 'red' },
  scope_missing: { word: 'scope missing', tint: 'red' },
  unreachable: { word: 'not checked', tint: 'amber' },
}

const settings = { scan: 'GITLAB_TOKEN', write: 'GITLAB_WRITE_TOKEN' } as const
const keys = { scan: 'token_file', write: 'write_token_file' } as const

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 py-1">
      <dt className="w-20 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

function TokenFacts({ token, named }: { token: TokenCheck; named: boolean }) {
  const { word, tint } = stateWords[token.state]
  return (
    <section className="rounded-lg border border-line px-3 py-2.5">
      <h3 className="flex items-center gap-2 font-medium">
        {token.purpose === 'scan' ? 'Scan token' : 'Write token'} <Tag tint={tint}>{word}</Tag>
      </h3>
      <p className="mt-0.5 text-muted">{token.means}</p>
      <dl className="mt-1.5 text-sm">
        <Fact name="From">
          {named ? (
            <>
              <code>{keys[token.purpose]}</code> in the file of <code>CUTOVER_CONFIG</code>
            </>
          ) : (
            <>
              <code>{settings[token.purpose]}</code> or <code>{settings[token.purpose]}_FILE</code>
            </>
          )}
        </Fact>
        {token.name ? <Fact name="Name">{token.name}</Fact> : null}
        {token.scopes.length > 0 ? <Fact name="Scopes">{token.scopes.join(', ')}</Fact> : null}
        {token.state === 'works' ? <Fact name="Expires">{token.expiresAt ?? 'never'}</Fact> : null}
      </dl>
    </section>
  )
}

/** `name`: of a GitLab beside the first, as CUTOVER_CONFIG names it. */
export function GitlabCard({
  check,
  action,
  name = null,
}: {
  check: ConnectionCheck | null
  action: ReactNode
  name?: string | null
}) {
  if (!check) {
    return (
      <Card title="GitLab" remark={action}>
        <Notice weight="warning" title="Not checked yet">
          The worker checks the connection when it starts. If this stays, the worker is not running, or no{' '}
          <code>GITLAB_URL</code> is set.
        </Notice>
      </Card>
    )
  }
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          GitLab {name} {check.demo ? <Tag tint="accent">Demo</Tag> : null}
        </span>
      }
      remark={
        <span className="flex items-center gap-3">
          <span>
            checked <RelativeTime at={check.checkedAt} />
          </span>
          {action}
        </span>
      }
    >
      {check.problem ? (
        <Notice weight="problem" title="The connection does not work" className="mb-3">
          {check.problem}
        </Notice>
      ) : null}
      <dl className="grid grid-cols-2 gap-x-6">
        <Fact name="Address">
          <MiddleTruncate text={check.url} copy="address" />
        </Fact>
        <Fact name="Version">{check.version ?? 'not told'}</Fact>
        <Fact name="Looks at">{check.include.length > 0 ? check.include.join(', ') : 'all that the token sees'}</Fact>
        <Fact name="Edition">
          {check.enterprise === null ? 'not told' : check.enterprise ? 'Enterprise Edition' : 'Community Edition'}
        </Fact>
      </dl>
      <div className="mt-2 grid grid-cols-2 gap-3">
        {check.tokens.map((token) => (
          <TokenFacts key={token.purpose} token={token} named={name !== null} />
        ))}
      </div>
      <Notice className="mt-3" title="The scan token could read values. The scan does not.">
        GitLab has no scope that shows variables without their values. Every request of a scan names the fields it
        wants, and the value is never among them. Values read by scans: 0.
      </Notice>
    </Card>
  )
}
