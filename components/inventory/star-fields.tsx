// The question of scope `*`, its three answers, and what each of them means.
'use client'

import { useId } from 'react'
import { Input } from '../ui/controls'
import { Field } from '../ui/field'
import type { BulkDraft, DraftErrors } from './bulk-draft'

const answers = [
  {
    answer: 'per_environment',
    title: 'One path per environment',
    text: 'Each environment gets its own value in Vault; merge requests never read production’s.',
  },
  {
    answer: 'production_only',
    title: 'Production only',
    text: 'Only production’s role reads it. Other jobs no longer get a value.',
  },
  {
    answer: 'shared',
    title: 'Shared, for now',
    text: 'All environments read the same path, as today. Somebody answers for it until a date.',
  },
] as const

export function StarFields({
  draft,
  errors,
  onChange,
}: {
  draft: Pick<BulkDraft, 'answer' | 'name' | 'until'>
  errors: DraftErrors
  onChange: (change: Partial<BulkDraft>) => void
}) {
  const id = useId()
  return (
    <fieldset aria-describedby={errors.answer ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">What shall hold in Vault?</legend>
      <div className="grid gap-2">
        {answers.map(({ answer, title, text }) => (
          <label
            key={answer}
            className="flex cursor-pointer gap-3 rounded-lg border border-line-strong px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={id}
              checked={draft.answer === answer}
              onChange={() => onChange({ answer })}
              className="mt-1 accent-accent"
            />
            <span>
              <span className="block font-medium">{title}</span>
              <span className="block text-muted">{text}</span>
            </span>
          </label>
        ))}
      </div>
      {errors.answer ? (
        <p id={`${id}-error`} className="mt-1 text-sm font-medium text-red">
          {errors.answer}
        </p>
      ) : null}
      {draft.answer === 'shared' ? (
        <div className="mt-3 grid grid-cols-[1fr_180px] gap-3">
          <Field label="Who accepts this" error={errors.name}>
            {(ids) => (
              <Input {...ids} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
            )}
          </Field>
          <Field label="Until" error={errors.until}>
            {(ids) => (
              <Input
                {...ids}
                type="date"
                value={draft.until}
                onChange={(event) => onChange({ until: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : null}
    </fieldset>
  )
}
