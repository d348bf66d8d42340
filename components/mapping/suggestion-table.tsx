// The suggestions as people decide on them: what, for which variable, why; accepted or dismissed one by one or in bulk.
'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import type { Suggestion } from '@/lib/core/mapping/suggestion'
import { inventoryAddress } from '../inventory/inventory-address'
import { CheckBox } from '../ui/controls'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Notice } from '../ui/notice'
import { Tag } from '../ui/tag'
import type { SuggestionView } from './suggestion-address'
import { SuggestionBar } from './suggestion-bar'
import { messageOf, type SuggestionActions, type SuggestionChoice, SuggestionDialog } from './suggestion-dialog'
import { basisWords, changeText, confidenceWords, kindWords } from './suggestion-words'

const cell = 'border-t border-line px-2 py-1.5 align-top'

export function SuggestionTable({
  rows,
  total,
  view,
  actions,
}: {
  rows: Suggestion[]
  /** How many the filter finds. */
  total: number
  view: SuggestionView
  /** Null for those who may only look. */
  actions: SuggestionActions | null
}) {
  const router = useRouter()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [everything, setEverything] = useState(false)
  const [asking, setAsking] = useState<SuggestionChoice | null>(null)
  const [message, setMessage] = useState<{ good: boolean; text: string } | null>(null)
  const [pending, begin] = useTransition()
  const shown = rows.filter((one) => picked.has(one.id))
  const count = everything ? total : shown.length
  const { kind, basis, confidence, group, search } = view
  const choice = (): SuggestionChoice =>
    everything ? { filter: { kind, basis, confidence, group, search } } : { ids: shown.map((one) => one.id) }
  const clear = () => {
    setPicked(new Set())
    setEverything(false)
  }
  const pick = (ids: string[], on: boolean) => {
    setEverything(false)
    setPicked((was) => (on ? new Set([...was, ...ids]) : new Set([...was].filter((id) => !ids.includes(id)))))
  }
  const run = (work: SuggestionActions['dismiss'], done: string) =>
    begin(async () => {
      const result = await work({ choice: choice() })
      setMessage(
        result.ok
          ? { good: true, text: `${result.value.changed.toLocaleString('en')} ${done}` }
          : { good: false, text: messageOf(result) },
      )
      if (!result.ok) return
      clear()
      router.refresh()
    })
  return (
    <>
      {message ? (
        <Notice weight={message.good ? 'good' : 'problem'} live className="mx-3 mb-2.5">
          {message.text}
        </Notice>
      ) : null}
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[940px] table-fixed" aria-label="Suggestions" aria-busy={pending}>
          <colgroup>
            {actions ? <col style={{ width: 36 }} /> : null}
            <col style={{ width: '26%' }} />
            <col style={{ width: '24%' }} />
            <col />
            <col style={{ width: 96 }} />
          </colgroup>
          <thead>
            <tr className="text-left text-sm text-muted">
              {actions ? (
                <th scope="col" className="h-8.5 pl-3">
                  <CheckBox
                    aria-label="Select all rows of this page"
                    checked={rows.length > 0 && shown.length === rows.length}
                    indeterminate={shown.length > 0 && shown.length < rows.length}
                    onChange={(event) =>
                      pick(
                        rows.map((one) => one.id),
                        event.target.checked,
                      )
                    }
                    className="block"
                  />
                </th>
              ) : null}
              {['Variable', 'Proposed', 'Why', 'How sure'].map((name) => (
                <th key={name} scope="col" className="h-8.5 px-2 font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id} className={picked.has(one.id) || everything ? 'bg-accent-soft' : 'hover:bg-raised'}>
                {actions ? (
                  <td className="border-t border-line py-2 pl-3 align-top">
                    <CheckBox
                      aria-label={`Select ${kindWords[one.kind]} ${nameOf(one)}`}
                      checked={picked.has(one.id) || everything}
                      onChange={(event) => pick([one.id], event.target.checked)}
                      className="block"
                    />
                  </td>
                ) : null}
                <td className={cell}>
                  <Subject one={one} />
                </td>
                <td className={cell}>
                  <p className="font-medium">{kindWords[one.kind]}</p>
                  <p className="text-sm text-muted [overflow-wrap:anywhere]">{changeText(one)}</p>
                </td>
                <td className={cell}>
                  <ul className="[overflow-wrap:anywhere]">
                    {one.why.map((text) => (
                      <li key={text}>{text}.</li>
                    ))}
                  </ul>
                </td>
                <td className={cell}>
                  <Tag tint={confidenceWords[one.confidence].tint} title={basisWords[one.basis]}>
                    {confidenceWords[one.confidence].name}
                  </Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {actions && count > 0 ? (
        <SuggestionBar
          count={count}
          matching={total}
          dismissed={view.tab === 'dismissed'}
          pending={pending}
          onAll={everything ? null : () => setEverything(true)}
          onAccept={() => setAsking(choice())}
          onDismiss={() => run(actions.dismiss, 'dismissed. They stay away until they propose something else.')}
          onRestore={() => run(actions.restore, 'are open again.')}
          onClear={clear}
        />
      ) : null}
      {actions && asking ? (
        <SuggestionDialog
          choice={asking}
          count={count}
          actions={actions}
          onClose={() => setAsking(null)}
          onDone={(text) => {
            setAsking(null)
            clear()
            setMessage({ good: true, text })
            router.refresh()
          }}
        />
      ) : null}
    </>
  )
}

const nameOf = ({ variables }: Suggestion) => parseVariableId(variables[0] ?? '')?.key ?? 'variables'

/** The variable with a link to its details; for several, the first and how many more. */
function Subject({ one }: { one: Suggestion }) {
  const [id = '', ...more] = one.variables
  const named = parseVariableId(id)
  if (named === null) return null
  return (
    <>
      <Link
        href={inventoryAddress({ filter: `key:${named.key}`, row: id })}
        prefetch={false}
        className="flex min-w-0 rounded-sm font-mono text-sm font-medium hover:underline"
      >
        <MiddleTruncate text={named.key} />
      </Link>
      <span className="flex min-w-0 items-baseline gap-2 text-sm text-muted">
        <MiddleTruncate text={named.owner ?? 'instance'} />
        <MiddleTruncate text={named.environmentScope} className="max-w-1/2 shrink-0 font-mono text-xs" />
      </span>
      {more.length > 0 ? (
        <p className="text-sm text-muted">
          and {more.length.toLocaleString('en')} more:{' '}
          {more
            .slice(0, 3)
            .map((other) => parseVariableId(other)?.key)
            .join(', ')}
          {more.length > 3 ? '…' : ''}
        </p>
      ) : null}
    </>
  )
}
