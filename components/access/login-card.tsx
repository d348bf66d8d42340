// The login of one job: claim by claim, what Vault prints, and the lines of the role behind it.
import Link from 'next/link'
import type { AccessLogin } from '@/lib/core/render/access-login'
import type { AccessAnswer } from '@/lib/core/render/explain-access'
import { mainLogin } from '@/lib/core/render/explain-json'
import { triggerWords } from '../bindings/trigger-words'
import { BreakableText } from '../ui/breakable-text'
import { Card } from '../ui/card'
import { classNames } from '../ui/class-names'
import { claimText } from './claim-text'
import { LineLink } from './reason-link'
import { changeAddress } from './role-body'

export function LoginCard({ answer }: { answer: AccessAnswer }) {
  const login = mainLogin(answer)
  const words = triggerWords.find(({ trigger }) => trigger === answer.trigger)?.words ?? answer.trigger
  return (
    <Card>
      <h2 className="font-semibold first-letter:uppercase" data-testid="question">
        {words}, {answer.environment ?? 'no environment'}
      </h2>
      <p className="text-muted">{verdict(login)}</p>
      {answer.notes.map((note) => (
        <p key={note} className="text-sm text-muted [overflow-wrap:anywhere]">
          {note}.
        </p>
      ))}
      {login === null ? null : <Checks login={login} />}
      {login === null || login.allowed ? null : <JobLog login={login} />}
    </Card>
  )
}

function verdict(login: AccessLogin | null): string {
  if (login === null) return 'No job of this environment has a role, so it asks for none.'
  if (login.allowed) return `Logs in. The token lives ${login.ttl} seconds.`
  const count = login.failing.length
  return count === 1
    ? 'Refused at login, for one reason.'
    : `Refused at login. ${count} reasons; Vault prints one of them.`
}

function Checks({ login }: { login: AccessLogin }) {
  const cell = 'border-t border-line py-1.5 pr-2 align-top font-mono text-sm [overflow-wrap:anywhere]'
  return (
    <table className="mt-3 w-full table-fixed" aria-label="Claim by claim">
      <caption className="pb-1 text-left text-sm text-muted [overflow-wrap:anywhere]">
        Role{' '}
        <LineLink at={login.at}>
          <span className="font-mono text-text">{login.role}</span>
        </LineLink>{' '}
        <Link
          href={changeAddress({ vault: login.vault, role: login.role, edit: null })}
          prefetch={false}
          className="rounded-sm whitespace-nowrap underline"
        >
          try a change
        </Link>
      </caption>
      <colgroup>
        <col className="w-38" />
        <col />
        <col />
        <col className="w-5" />
      </colgroup>
      <thead>
        <tr className="text-left text-sm text-muted">
          {['Claim', 'Role wants', 'Job has', ''].map((name) => (
            <th key={name} scope="col" className="h-7 pr-2 font-medium">
              {name || <span className="sr-only">Result</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {login.checks.map(({ claim, want, got, holds, at }) => (
          <tr key={claim}>
            <th scope="row" className={classNames(cell, 'text-left font-normal')}>
              <LineLink at={at}>{claim}</LineLink>
            </th>
            {claimText(want) === claimText(got) ? (
              <td className={cell} colSpan={2}>
                <BreakableText text={claimText(want)} />
              </td>
            ) : (
              <>
                <td className={cell}>
                  <BreakableText text={claimText(want)} />
                </td>
                <td className={classNames(cell, !holds && 'text-red')}>
                  <BreakableText text={claimText(got)} />
                </td>
              </>
            )}
            <td className={classNames(cell, holds ? 'text-green' : 'text-red')}>
              <span aria-hidden="true">{holds ? '✓' : '✕'}</span>
              <span className="sr-only">{holds ? 'holds' : 'fails'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Source: GitLab Runner `helpers/secrets/resolvers/vault/resolver.go`; the head of the line differs by its version. */
const logHead =
  'resolving secrets: initializing Vault service: preparing authenticated client: authenticating Vault client: writing to Vault: api error: status code'

function JobLog({ login }: { login: AccessLogin }) {
  return (
    <section className="mt-3">
      <h3 className="text-sm font-medium text-muted">
        {login.reported.length > 1 ? 'The job log ends with one of these' : 'The job log ends with'}
      </h3>
      <div className="mt-1 rounded-lg bg-raised px-3 py-2 font-mono text-sm [overflow-wrap:anywhere]">
        <p className="text-muted">
          ERROR: Job failed: {logHead} {login.status}:
        </p>
        <ul>
          {login.reported.map((text) => (
            <li key={text} className="text-text">
              {text}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
