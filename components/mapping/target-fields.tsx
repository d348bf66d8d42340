// Where something goes in Vault: vault, mount, path and field, as templates.
'use client'

import { Input, Select } from '../ui/controls'
import { Field } from '../ui/field'

export type TargetDraft = { vault: string; mount: string; path: string; field: string; file: '' | 'yes' | 'no' }

const names = ['project_id', 'project_path', 'group_path', 'environment', 'key', 'scope', 'protected']

export function TargetFields({
  target,
  error,
  declared,
  onChange,
}: {
  target: TargetDraft
  error?: string | null
  declared: { vaults: string[]; mounts: { vault: string; path: string; engine: string }[] }
  onChange: (change: Partial<TargetDraft>) => void
}) {
  const mounts = declared.mounts.filter((mount) => !target.vault || mount.vault === target.vault)
  const withUndeclared = (list: string[], value: string) => (value && !list.includes(value) ? [...list, value] : list)
  return (
    <div className="grid grid-cols-6 gap-3">
      <Field label="Vault" optional className="col-span-2">
        {(ids) => (
          <Select {...ids} value={target.vault} onChange={(event) => onChange({ vault: event.target.value })}>
            <option value="">as usual</option>
            {withUndeclared(declared.vaults, target.vault).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Mount" optional className="col-span-2">
        {(ids) => (
          <Select {...ids} value={target.mount} onChange={(event) => onChange({ mount: event.target.value })}>
            <option value="">as usual</option>
            {withUndeclared([...new Set(mounts.map((mount) => mount.path))], target.mount).map((path) => (
              <option key={path} value={path}>
                {path} ({mounts.find((mount) => mount.path === path)?.engine ?? 'not declared'})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="As file" optional className="col-span-2">
        {(ids) => (
          <Select
            {...ids}
            value={target.file}
            onChange={(event) => {
              const file = event.target.value
              onChange({ file: file === 'yes' || file === 'no' ? file : '' })
            }}
          >
            <option value="">as in GitLab</option>
            <option value="yes">yes, jobs get a path</option>
            <option value="no">no, jobs get the value</option>
          </Select>
        )}
      </Field>
      <Field
        label="Path"
        optional
        error={error}
        className="col-span-4"
        hint={
          <>
            Names: <code className="text-xs">{names.map((name) => `{${name}}`).join(' ')}</code>
          </>
        }
      >
        {(ids) => (
          <Input
            {...ids}
            mono
            value={target.path}
            onChange={(event) => onChange({ path: event.target.value })}
            placeholder="{project_path}/{environment}/{protected}"
          />
        )}
      </Field>
      <Field label="Field" optional className="col-span-2">
        {(ids) => (
          <Input
            {...ids}
            mono
            value={target.field}
            onChange={(event) => onChange({ field: event.target.value })}
            placeholder="{key}"
          />
        )}
      </Field>
    </div>
  )
}
