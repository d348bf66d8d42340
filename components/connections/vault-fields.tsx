// One declared vault: where it is, how jobs log in, and where its policies are kept.
'use client'

import { Trash2 } from 'lucide-react'
import { useId } from 'react'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { Button } from '../ui/button'
import { CheckBox, Input, Select } from '../ui/controls'
import { Field } from '../ui/field'

export function VaultFields({
  gitlabs,
  vault,
  error,
  onChange,
  onRemove,
}: {
  /** Names of the GitLabs beside the first. */
  gitlabs: readonly string[]
  vault: VaultDeclaration
  error: (field: string) => string | undefined
  onChange: (vault: VaultDeclaration) => void
  onRemove: () => void
}) {
  const ownedId = useId()
  const set = (change: Partial<VaultDeclaration>) => onChange({ ...vault, ...change })
  return (
    <fieldset className="border-t border-line px-4 py-4">
      <legend className="sr-only">Vault {vault.name || 'without a name'}</legend>
      <div className="grid grid-cols-6 gap-3">
        <Field label="Name" error={error('name')} className="col-span-2">
          {(ids) => <Input {...ids} mono value={vault.name} onChange={(event) => set({ name: event.target.value })} />}
        </Field>
        <Field label="Address" error={error('address')} className="col-span-4">
          {(ids) => (
            <Input
              {...ids}
              mono
              type="url"
              placeholder="https://vault.example.com"
              value={vault.address}
              onChange={(event) => set({ address: event.target.value })}
            />
          )}
        </Field>
        <Field label="Auth path" error={error('auth_path')} hint="Of the JWT auth method" className="col-span-2">
          {(ids) => (
            <Input {...ids} mono value={vault.auth_path} onChange={(event) => set({ auth_path: event.target.value })} />
          )}
        </Field>
        <Field label="Audience" error={error('audience')} hint="The aud of the ID token" className="col-span-2">
          {(ids) => (
            <Input {...ids} mono value={vault.audience} onChange={(event) => set({ audience: event.target.value })} />
          )}
        </Field>
        <Field label="Namespace" optional error={error('namespace')} className="col-span-2">
          {(ids) => (
            <Input
              {...ids}
              mono
              value={vault.namespace ?? ''}
              onChange={(event) => set({ namespace: event.target.value || null })}
            />
          )}
        </Field>
        <Field label="Keys" error={error('keys')} hint="How Vault checks GitLab’s signature" className="col-span-2">
          {(ids) => (
            <Select
              {...ids}
              value={vault.keys}
              onChange={(event) => set({ keys: event.target.value === 'static' ? 'static' : 'discovery' })}
            >
              <option value="discovery">read from GitLab</option>
              <option value="static">written in Vault</option>
            </Select>
          )}
        </Field>
        {gitlabs.length > 0 || vault.gitlab ? (
          <Field
            label="Trusts the GitLab"
            error={error('gitlab')}
            hint="Whose jobs log in here: one GitLab for each auth path"
            className="col-span-2"
          >
            {(ids) => (
              <Select
                {...ids}
                value={vault.gitlab ?? ''}
                onChange={(event) => set({ gitlab: event.target.value || null })}
              >
                <option value="">the first, of GITLAB_URL</option>
                {[...new Set([...gitlabs, ...(vault.gitlab ? [vault.gitlab] : [])])].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <Field
          label="Policy repository"
          optional
          error={error('policy_repository')}
          hint="The project whose merge requests hold policies and roles"
          className="col-span-4"
        >
          {(ids) => (
            <Input
              {...ids}
              mono
              placeholder="platform/vault-policies"
              value={vault.policy_repository ?? ''}
              onChange={(event) => set({ policy_repository: event.target.value || null })}
            />
          )}
        </Field>
      </div>
      <div className="mt-3 flex items-center justify-between gap-3">
        <div className="flex items-center gap-2">
          <CheckBox id={ownedId} checked={vault.owned} onChange={(event) => set({ owned: event.target.checked })} />
          <label htmlFor={ownedId}>
            The auth method is ours <span className="text-muted">(otherwise its configuration is not rendered)</span>
          </label>
        </div>
        <Button variant="danger" size="sm" onClick={onRemove}>
          <Trash2 className="size-3.5" aria-hidden="true" />
          Remove
        </Button>
      </div>
    </fieldset>
  )
}
