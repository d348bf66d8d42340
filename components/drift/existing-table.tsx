// Roles that no plan has: how far they let in, what they read of the plan, what is risky, and whether one could be used.
import type { ExistingRole } from '@/lib/core/render/drift-existing'
import { triggerWords } from '../bindings/trigger-words'
import { TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import { type AdoptActions, AdoptButton } from './adopt-button'
import { codeWords, valueText, whyWords } from './drift-words'

const cell = 'border-t border-line px-2 py-1.5 align-top'
const columns = [
  { name: 'Role', width: '25%' },
  { name: 'Lets in', width: '20%' },
  { name: 'Reads of the plan', width: '18%' },
  { name: 'Risky', width: '17%' },
  { name: 'In place of a planned one', width: '20%' },
]

/** `actions` is null for those who may not change the mapping. */
export function ExistingTable({ roles, actions }: { roles: ExistingRole[]; actions: AdoptActions | null }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[940px] table-fixed" aria-label="Existing roles">
        <TableHead columns={columns} />
        <tbody>
          {roles.map((role) => (
            <tr key={`${role.vault} ${role.name}`} className="hover:bg-raised">
              <td className={`${cell} pl-4`}>
                <p className="font-mono text-sm font-medium [overflow-wrap:anywhere]">{role.name}</p>
                <Shown role={role} />
              </td>
              <td className={cell}>
                <LetsIn role={role} />
              </td>
              <td className={cell}>
                <Reads role={role} />
              </td>
              <td className={cell}>
                <ul className="flex flex-wrap gap-1">
                  {role.findings.map(({ code, field, text, advice }) => (
                    <li key={`${code} ${field}`}>
                      <Tag tint={role.reads.length > 0 ? 'red' : 'amber'} title={`${text}. ${advice}.`}>
                        {codeWords(code)}
                      </Tag>
                    </li>
                  ))}
                </ul>
              </td>
              <td className={`${cell} text-sm`}>
                <Adopt role={role} actions={actions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Shown({ role }: { role: ExistingRole }) {
  const entries = Object.entries(role.shown)
  if (entries.length === 0) return null
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm text-sm text-muted hover:text-text">What it binds</summary>
      <dl className="mt-1 font-mono text-xs">
        {entries.map(([field, value]) => (
          <div key={field} className="[overflow-wrap:anywhere]">
            <dt className="inline text-muted">{field}: </dt>
            <dd className="inline">{valueText(value, field)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function LetsIn({ role }: { role: ExistingRole }) {
  const { reach } = role
  if (reach === null) return <span className="text-muted">Unknown: {whyWords(role.why)}</span>
  if (reach.projects === 0) return <span className="text-muted">No project that was scanned</span>
  return (
    <>
      <p>
        {reach.projects.toLocaleString('en')} {reach.projects === 1 ? 'project' : 'projects'}, {reach.triggers.length}{' '}
        of {triggerWords.length} triggers
      </p>
      <p className="text-sm text-muted">{triggersText(reach.triggers)}</p>
      <p className="text-sm text-muted">
        {reach.people === null ? 'who may push there was not read' : `${reach.people.toLocaleString('en')} people`}
      </p>
    </>
  )
}

export function triggersText(triggers: readonly string[]): string {
  if (triggers.length === triggerWords.length) return 'however a pipeline starts'
  return triggerWords.flatMap(({ trigger, words }) => (triggers.includes(trigger) ? [words] : [])).join(', ')
}

function Reads({ role }: { role: ExistingRole }) {
  const { reads, readsProduction, unread } = role
  return (
    <>
      {reads.length === 0 ? (
        <p className="text-muted">{unread.length === 0 ? 'Nothing' : 'Nothing that is known'}</p>
      ) : (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm">
            {reads.length.toLocaleString('en')} {reads.length === 1 ? 'path' : 'paths'}
          </summary>
          <ul className="mt-1 font-mono text-xs">
            {reads.slice(0, 50).map((path) => (
              <li key={path} className="[overflow-wrap:anywhere]">
                {path}
              </li>
            ))}
          </ul>
        </details>
      )}
      {readsProduction ? <Tag tint="red">production</Tag> : null}
      {unread.length > 0 ? <p className="text-sm text-muted">Not read: policy {unread.join(', ')}</p> : null}
    </>
  )
}

function Adopt({ role, actions }: { role: ExistingRole; actions: AdoptActions | null }) {
  const { planned, reasons } = role.adoption
  if (planned !== null && reasons.length === 0) {
    const wish = { what: 'role' as const, vault: role.vault, planned, existing: role.name }
    return (
      <>
        <p className="mb-1 [overflow-wrap:anywhere]">
          Same reads as <span className="font-mono">{planned}</span>, and lets in no more.
        </p>
        {actions === null ? null : <AdoptButton wish={wish} actions={actions} />}
      </>
    )
  }
  const [first, ...rest] = reasons
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        No. {first}.{planned === null ? null : <span className="text-muted"> Against {planned}.</span>}
      </p>
      {rest.length > 0 ? (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-text">
            {rest.length} more {rest.length === 1 ? 'reason' : 'reasons'}
          </summary>
          <ul className="mt-1 list-disc pl-4">
            {rest.map((reason) => (
              <li key={reason} className="[overflow-wrap:anywhere]">
                {reason}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
