// A role to change in place, and beside it what the change would do. Nothing is saved.
'use client'

import { useEffect, useRef, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { DifferenceAnswer } from '@/lib/core/render/access-task'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { CheckBox, Select, TextArea } from '../ui/controls'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { ClaimRows } from './claim-rows'
import { DifferenceView } from './difference-view'
import { bodyText, changeAddress, editOf, isBody, type RoleBody, readBody } from './role-body'

type Change = { vault: string; role: string; body: string }

type Props = {
  vault: string
  role: string
  /** As it is exported, and as it is shown first. */
  original: string
  first: string
  policies: string[]
  answer: DifferenceAnswer
  compare: (change: Change) => Promise<ActionResult<DifferenceAnswer>>
}

/** Milliseconds after the last change before it is tried. */
const pause = 250

export function RoleEditor({ vault, role, original, first, policies, answer, compare }: Props) {
  const [text, setText] = useState(first)
  const [result, setResult] = useState<ActionResult<DifferenceAnswer>>({ ok: true, value: answer })
  const [waiting, start] = useTransition()
  const shown = useRef(first)
  useEffect(() => {
    if (shown.current === text) return
    const timer = setTimeout(() => {
      shown.current = text
      const [was, is] = [readBody(original), readBody(text)]
      const edit = was === null || is === null ? null : editOf(was, is)
      window.history.replaceState(null, '', changeAddress({ vault, role, edit }))
      start(async () => {
        const next = await compare({ vault, role, body: text })
        if (shown.current === text) setResult(next)
      })
    }, pause)
    return () => clearTimeout(timer)
  }, [text, original, vault, role, compare])
  const body = readBody(text)
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,440px)_minmax(0,1fr)]">
      <Card
        title="The role"
        remark={
          <Button size="sm" disabled={text === original} onClick={() => setText(original)}>
            Undo all changes
          </Button>
        }
      >
        {body === null ? (
          <Notice weight="warning">What stands below is no JSON object, so only the text can be changed.</Notice>
        ) : (
          <Fields body={body} policies={policies} onChange={(next) => setText(bodyText(next))} />
        )}
        <details className="mt-3">
          <summary className="cursor-pointer rounded-sm font-medium">All of it, as the body of the write</summary>
          <Field label="Body of the write" className="mt-2">
            {(ids) => (
              <TextArea
                {...ids}
                rows={22}
                className="font-mono text-sm"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </details>
      </Card>
      <div className="min-w-0" aria-busy={waiting}>
        {result.ok ? (
          <DifferenceView answer={result.value} changed={text !== original} />
        ) : (
          <Notice weight="problem" live title={result.message}>
            {result.problems?.join(' ')}
          </Notice>
        )}
      </div>
    </div>
  )
}

type FieldsProps = { body: RoleBody; policies: string[]; onChange: (body: RoleBody) => void }

function Fields({ body, policies, onChange }: FieldsProps) {
  const claims = isBody(body.bound_claims) ? body.bound_claims : {}
  const listed = Array.isArray(body.token_policies) ? body.token_policies : []
  const names = [...new Set([...policies, ...listed.filter((one) => typeof one === 'string')])]
  const list = (name: string, on: boolean) =>
    onChange({ ...body, token_policies: on ? [...listed, name] : listed.filter((one) => one !== name) })
  return (
    <div className="space-y-3">
      <ClaimRows claims={claims} onChange={(next) => onChange({ ...body, bound_claims: next })} />
      <Field label="How they are compared (bound_claims_type)">
        {(ids) => (
          <Select
            {...ids}
            value={String(body.bound_claims_type)}
            onChange={(event) => onChange({ ...body, bound_claims_type: event.target.value })}
          >
            {[...new Set(['string', 'glob', String(body.bound_claims_type)])].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        )}
      </Field>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Policies</legend>
        {names.map((name, at) => (
          <div key={name} className="flex min-h-7 items-start gap-2 py-1">
            <CheckBox
              id={`policy-${at}`}
              className="mt-1"
              checked={listed.includes(name)}
              onChange={(event) => list(name, event.target.checked)}
            />
            <label htmlFor={`policy-${at}`} className="font-mono text-sm [overflow-wrap:anywhere]">
              {name}
            </label>
          </div>
        ))}
      </fieldset>
    </div>
  )
}
