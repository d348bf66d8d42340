// The fields of a hand-made decision.
'use client'

import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import { TargetFields } from '../mapping/target-fields'
import { Input } from '../ui/controls'
import { Field } from '../ui/field'
import type { BulkDraft, DraftErrors } from './bulk-draft'
import { FateFields } from './bulk-fate-fields'
import type { Declared } from './bulk-request'
import { StarFields } from './star-fields'

export function BulkFields({
  kind,
  draft,
  errors,
  declared,
  onChange,
}: {
  kind: BulkEdit['kind']
  draft: BulkDraft
  errors: DraftErrors
  declared: Declared
  onChange: (change: Partial<BulkDraft>) => void
}) {
  if (kind === 'clear') return null
  if (kind === 'exclude') {
    return (
      <div className="grid grid-cols-[1fr_180px] gap-3 max-[700px]:grid-cols-1">
        <Field label="Reason" error={errors.reason}>
          {(ids) => (
            <Input
              {...ids}
              value={draft.reason}
              onChange={(event) => onChange({ reason: event.target.value })}
              placeholder="Plain configuration, no secret"
            />
          )}
        </Field>
        <Field label="Until" optional error={errors.until}>
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
    )
  }
  if (kind === 'retire' || kind === 'replace') {
    return <FateFields kind={kind} draft={draft} errors={errors} onChange={onChange} />
  }
  if (kind === 'star') return <StarFields draft={draft} errors={errors} onChange={onChange} />
  return <TargetFields target={draft} error={errors.path} declared={declared} onChange={onChange} />
}
