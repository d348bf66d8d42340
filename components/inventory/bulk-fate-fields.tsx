// The fields of a fate: what takes the place of a variable, and why it need not move.
'use client'

import { fateSteps } from '@/lib/core/mapping/fate-steps'
import { replacements, replacementWords } from '@/lib/core/mapping/replacements'
import { Input, Select } from '../ui/controls'
import { Field } from '../ui/field'
import type { BulkDraft, DraftErrors } from './bulk-draft'
import { StepList } from './fate-steps-list'

const firstUp = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function FateFields({
  kind,
  draft,
  errors,
  onChange,
}: {
  kind: 'retire' | 'replace'
  draft: BulkDraft
  errors: DraftErrors
  onChange: (change: Partial<BulkDraft>) => void
}) {
  const decided =
    kind === 'retire'
      ? { kind, reason: '' }
      : draft.with
        ? { kind, with: draft.with, reason: '' }
        : ({ kind: 'nothing' } as const)
  const steps = fateSteps(decided)
  return (
    <div className="grid gap-3">
      {kind === 'replace' ? (
        <Field label="Replaced by" error={errors.with}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.with}
              onChange={(event) =>
                onChange({ with: replacements.find((replacement) => replacement === event.target.value) ?? '' })
              }
            >
              <option value="">Choose…</option>
              {replacements.map((replacement) => (
                <option key={replacement} value={replacement}>
                  {firstUp(replacementWords[replacement])}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label="Reason" error={errors.reason}>
        {(ids) => (
          <Input
            {...ids}
            value={draft.reason}
            onChange={(event) => onChange({ reason: event.target.value })}
            placeholder={
              kind === 'retire' ? 'The owner says that nothing needs it any more' : 'Why it need not be copied'
            }
          />
        )}
      </Field>
      {steps ? <StepList steps={steps} /> : null}
    </div>
  )
}
