// A new assertion: which pipelines must not read which paths, in which projects.
'use client'

import { type FormEvent, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { Asserted } from '@/lib/core/render/access-assertion'
import { assertionSentence } from '@/lib/core/render/assertion-words'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { triggerWords } from '../bindings/trigger-words'
import { Button } from '../ui/button'
import { CheckBox, Input } from '../ui/controls'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'

const usual: Asserted = { triggers: ['merge-request', 'fork-merge-request'], path: '*/production', projects: '*' }

export function AssertionForm({ keep }: { keep: (asserted: Asserted) => Promise<ActionResult<void>> }) {
  const [asserted, setAsserted] = useState(usual)
  const [problems, setProblems] = useState<string[]>([])
  const [waiting, start] = useTransition()
  const { triggers, path, projects } = asserted
  const toggle = (trigger: Trigger, on: boolean) =>
    setAsserted({ ...asserted, triggers: on ? [...triggers, trigger] : triggers.filter((one) => one !== trigger) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start(async () => {
      const result = await keep(asserted)
      setProblems(result.ok ? [] : [result.message, ...(result.problems ?? [])])
    })
  }
  return (
    <form onSubmit={submit} aria-label="A new assertion" className="space-y-3">
      <fieldset>
        <legend className="mb-1 text-sm font-medium">No job that is started by</legend>
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 xl:grid-cols-1">
          {triggerWords.map(({ trigger, words }) => (
            <div key={trigger} className="flex min-h-7 items-center gap-2">
              <CheckBox
                id={`asserted-${trigger}`}
                checked={triggers.includes(trigger)}
                onChange={(event) => toggle(trigger, event.target.checked)}
              />
              <label htmlFor={`asserted-${trigger}`}>{words}</label>
            </div>
          ))}
        </div>
      </fieldset>
      <Field
        label="reads a path like"
        hint="* stands for any text. What is below such a path counts too. With or without data/."
      >
        {(ids) => (
          <Input
            {...ids}
            mono
            required
            maxLength={500}
            value={path}
            onChange={(event) => setAsserted({ ...asserted, path: event.target.value })}
          />
        )}
      </Field>
      <Field label="in projects like" hint="* is all; a group stands for all that is in it.">
        {(ids) => (
          <Input
            {...ids}
            mono
            required
            maxLength={500}
            value={projects}
            onChange={(event) => setAsserted({ ...asserted, projects: event.target.value })}
          />
        )}
      </Field>
      <p className="text-muted [overflow-wrap:anywhere]" data-testid="sentence">
        {triggers.length === 0 ? 'Choose at least one way of starting a pipeline.' : `${assertionSentence(asserted)}.`}
      </p>
      {problems.length === 0 ? null : (
        <Notice weight="problem" live title={problems[0]}>
          {problems.slice(1).join(' ')}
        </Notice>
      )}
      <Button type="submit" variant="primary" disabled={waiting || triggers.length === 0}>
        {waiting ? 'Keeping…' : 'Keep this assertion'}
      </Button>
    </form>
  )
}
