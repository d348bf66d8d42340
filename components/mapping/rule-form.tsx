// The fields of one rule: what it matches, where that goes, names, and the answer for scope `*`.
'use client'

import type { Rule, StarAnswer } from '@/lib/core/mapping/rules-file'
import { Input, Select } from '../ui/controls'
import { Field } from '../ui/field'
import { targetDraft, targetTemplate, withMatch } from './rule-draft'
import { TargetFields } from './target-fields'

const levels = ['instance', 'group', 'project', 'schedule'] as const

const matchFields = [
  { part: 'group', label: 'Group', example: 'payments' },
  { part: 'project', label: 'Project', example: 'payments/*' },
  { part: 'key', label: 'Key', example: '*_TOKEN' },
  { part: 'scope', label: 'Scope', example: 'production' },
] as const

export function RuleForm({
  rule,
  declared,
  onChange,
}: {
  rule: Rule
  declared: { vaults: string[]; mounts: { vault: string; path: string; engine: string }[] }
  onChange: (rule: Rule) => void
}) {
  const answer = rule.star?.answer ?? ''
  const setStar = (star: StarAnswer | undefined) => {
    const { star: _old, ...rest } = rule
    onChange(star ? { ...rest, star } : rest)
  }
  const setName = (part: 'role' | 'policy', text: string) => {
    const { [part]: _old, ...rest } = rule
    onChange(text ? { ...rest, [part]: text } : rest)
  }
  return (
    <div className="space-y-4 border-t border-line bg-raised/60 px-4 py-4">
      <fieldset>
        <legend className="mb-1 font-semibold">Match</legend>
        <p className="mb-2 text-sm text-muted">
          What stays empty matches everything. <code>*</code> stands for any text.
        </p>
        <div className="grid grid-cols-5 gap-3">
          <Field label="Level">
            {(ids) => (
              <Select
                {...ids}
                value={rule.match.level ?? ''}
                onChange={(event) => {
                  const { level: _old, ...rest } = rule.match
                  const level = levels.find((one) => one === event.target.value)
                  onChange({ ...rule, match: level ? { ...rest, level } : rest })
                }}
              >
                <option value="">any</option>
                {levels.map((level) => (
                  <option key={level}>{level}</option>
                ))}
              </Select>
            )}
          </Field>
          {matchFields.map(({ part, label, example }) => (
            <Field key={part} label={label}>
              {(ids) => (
                <Input
                  {...ids}
                  mono
                  value={rule.match[part] ?? ''}
                  placeholder={example}
                  onChange={(event) => onChange({ ...rule, match: withMatch(rule.match, part, event.target.value) })}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-semibold">Goes to</legend>
        <TargetFields
          target={targetDraft(rule.target)}
          declared={declared}
          onChange={(change) =>
            onChange({ ...rule, target: targetTemplate({ ...targetDraft(rule.target), ...change }) })
          }
        />
      </fieldset>
      <div className="grid grid-cols-3 gap-3">
        <Field label="Role name" optional hint="A template, as the path">
          {(ids) => (
            <Input {...ids} mono value={rule.role ?? ''} onChange={(event) => setName('role', event.target.value)} />
          )}
        </Field>
        <Field label="Policy name" optional hint="A template, as the path">
          {(ids) => (
            <Input
              {...ids}
              mono
              value={rule.policy ?? ''}
              onChange={(event) => setName('policy', event.target.value)}
            />
          )}
        </Field>
        <Field label="Scope * used by production and merge requests">
          {(ids) => (
            <Select
              {...ids}
              value={answer}
              onChange={(event) => {
                const chosen = event.target.value
                if (chosen === 'per_environment' || chosen === 'production_only' || chosen === 'shared') {
                  setStar(chosen === 'shared' ? { ...rule.star, answer: chosen } : { answer: chosen })
                } else setStar(undefined)
              }}
            >
              <option value="">ask for each variable</option>
              <option value="per_environment">one path per environment</option>
              <option value="production_only">production only</option>
              <option value="shared">shared, with a name and a date</option>
            </Select>
          )}
        </Field>
        {rule.star?.answer === 'shared' ? (
          <>
            <Field label="Who accepts this" error={rule.star.name ? null : 'Name the person who accepts this.'}>
              {(ids) => (
                <Input
                  {...ids}
                  value={rule.star?.name ?? ''}
                  onChange={(event) => setStar({ answer: 'shared', until: rule.star?.until, name: event.target.value })}
                />
              )}
            </Field>
            <Field label="Until" error={rule.star.until ? null : 'Say until when this holds.'}>
              {(ids) => (
                <Input
                  {...ids}
                  type="date"
                  value={rule.star?.until ?? ''}
                  onChange={(event) => setStar({ answer: 'shared', name: rule.star?.name, until: event.target.value })}
                />
              )}
            </Field>
          </>
        ) : null}
      </div>
    </div>
  )
}
