// The last look before branches and merge requests are made: exactly which, in which order, and what they replace.
'use client'

import { useId, useState } from 'react'
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { CheckBox, Input } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { MiddleTruncate } from '../ui/middle-truncate'
import { ScrollList } from '../ui/scroll-list'
import { Tag } from '../ui/tag'
import { requestName } from './request-name'
import { splitRings } from './split-rings'

export type ConfirmedRings = { rings: string[][]; perHour: number | null }

const shownItems = 200

export function ConfirmOpen({
  open,
  items,
  rest,
  pending,
  onClose,
  onConfirm,
}: {
  open: boolean
  /** The first ring. */
  items: MergeRequestItem[]
  /** What could be opened too and was not chosen. */
  rest: MergeRequestItem[]
  pending: boolean
  onClose: () => void
  onConfirm: (confirmed: ConfirmedRings) => void
}) {
  const laterId = useId()
  const [later, setLater] = useState(false)
  const [size, setSize] = useState('')
  const [rate, setRate] = useState('')
  const most = countOf(size)
  const perHour = countOf(rate)
  const wrong = most === undefined || perHour === undefined
  const rings = splitRings(items.map(requestName), later ? rest.map(requestName) : [], most ?? null)
  const replaced = items.filter((item) => item.supersedes !== null).length
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Open ${items.length} ${items.length === 1 ? 'merge request' : 'merge requests'}?`}
      description="Each gets a branch of its own, and its commit starts no pipeline. CI changes stay drafts; policies and roles do not."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={pending || wrong}
            onClick={() => onConfirm({ rings, perHour: perHour ?? null })}
          >
            {pending ? 'Opening…' : 'Open them'}
          </Button>
        </>
      }
    >
      <ScrollList label="To be opened" className="max-h-72 divide-y divide-line rounded-lg border border-line">
        {items.slice(0, shownItems).map((item) => (
          <li key={requestName(item)} className="flex items-center gap-2 px-3 py-1.5">
            <MiddleTruncate text={item.project} className="min-w-0 flex-1 font-medium" />
            <Tag>{item.kind === 'ci' ? 'CI change' : 'policies'}</Tag>
          </li>
        ))}
        {items.length > shownItems ? (
          <li className="px-3 py-1.5 text-muted">and {items.length - shownItems} more</li>
        ) : null}
      </ScrollList>
      {replaced > 0 ? (
        <p className="mt-3 text-muted">
          {replaced} older open {replaced === 1 ? 'one is' : 'ones are'} closed with a link to the new one.
        </p>
      ) : null}
      <Field
        className="mt-4"
        label="At most so many in an hour"
        optional
        error={perHour === undefined ? 'A whole number from 1 to 1000, or nothing for all at once' : null}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            value={rate}
            placeholder="all at once"
            onChange={(event) => setRate(event.target.value)}
          />
        )}
      </Field>
      {rest.length > 0 ? (
        <div className="mt-4 space-y-3">
          <label htmlFor={laterId} className="flex items-start gap-2">
            <CheckBox
              id={laterId}
              checked={later}
              onChange={(event) => setLater(event.target.checked)}
              className="mt-0.5"
            />
            <span>
              Queue the other {rest.length} as later rings. A ring begins when all requests before it were merged; one
              that is closed, refused or failed stops it until a person decides.
            </span>
          </label>
          {later ? (
            <Field
              label="Size of each later ring"
              optional
              hint={`${rings.length} rings: ${rings
                .map((ring) => ring.length)
                .slice(0, 8)
                .join(', ')}${rings.length > 8 ? ' …' : ''}`}
              error={most === undefined ? 'A whole number from 1 to 1000, or nothing for one ring' : null}
            >
              {(ids) => (
                <Input
                  {...ids}
                  inputMode="numeric"
                  value={size}
                  placeholder="all of them in one"
                  onChange={(event) => setSize(event.target.value)}
                />
              )}
            </Field>
          ) : null}
        </div>
      ) : null}
    </Dialog>
  )
}

/** Null for nothing, undefined for what is no such number. */
function countOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= 1000 ? number : undefined
}
