// The Vault side as it is declared: vaults, mounts, environments and licence tiers. Nothing is lost when saving fails.
'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { EnvironmentRows, type FoundEnvironment } from './environment-rows'
import { fieldErrors } from './field-errors'
import { GroupTiers } from './group-tiers'
import { MountRows } from './mount-rows'
import { VaultFields } from './vault-fields'

const newVault = { address: '', auth_path: 'jwt', audience: '', owned: true, keys: 'discovery' } as const

export function DeclarationsEditor({
  rules: saved,
  version,
  groups,
  environments,
  gitlabs,
  mayEdit,
  save,
}: {
  rules: RulesFile
  version: number
  groups: string[]
  environments: FoundEnvironment[]
  /** Names of the GitLabs beside the first. */
  gitlabs: string[]
  mayEdit: boolean
  save: (input: unknown) => Promise<ActionResult<{ version: number; changed: number }>>
}) {
  const router = useRouter()
  const [draft, setDraft] = useState(saved)
  const [base, setBase] = useState(version)
  const [failed, setFailed] = useState<{ message: string; problems: string[] } | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  if (base !== version) {
    setBase(version)
    setDraft(saved)
  }
  const changed = JSON.stringify(draft) !== JSON.stringify(saved)
  useEffect(() => {
    if (!changed) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [changed])
  const edit = (change: Partial<RulesFile>) => {
    setDone(null)
    setDraft((was) => ({ ...was, ...change }))
  }
  const errors = fieldErrors(failed?.problems ?? [])
  const vaultNames = draft.vaults.map((vault) => vault.name)
  const submit = () =>
    begin(async () => {
      const result = await save({ rules: draft, version })
      setFailed(result.ok ? null : { message: result.message, problems: result.problems ?? [] })
      if (result.ok) {
        setDone(`Saved. ${result.value.changed.toLocaleString('en')} variables changed.`)
        router.refresh()
      }
    })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={!mayEdit} className="space-y-3">
        <legend className="sr-only">The Vault side</legend>
        <Card
          flush
          title="Vaults"
          remark={
            <Button
              size="sm"
              onClick={() =>
                edit({ vaults: [...draft.vaults, { ...newVault, name: draft.vaults.length ? '' : 'main' }] })
              }
            >
              <Plus className="size-3.5" aria-hidden="true" />
              Add vault
            </Button>
          }
        >
          <p className="px-4 pb-3 text-muted">
            What Cutover renders for. To which of them it is connected, and what it found there, stands above.
          </p>
          {[...draft.vaults.entries()].map(([at, vault]) => (
            <VaultFields
              gitlabs={gitlabs}
              key={at}
              vault={vault}
              error={(field) => errors.get(`vaults.${at}.${field}`)}
              onChange={(next) => edit({ vaults: draft.vaults.map((old, index) => (index === at ? next : old)) })}
              onRemove={() => edit({ vaults: draft.vaults.filter((_, index) => index !== at) })}
            />
          ))}
        </Card>
        <MountRows
          mounts={draft.mounts}
          vaults={vaultNames}
          error={(path) => errors.get(path)}
          onChange={(mounts) => edit({ mounts })}
        />
        <div className="grid grid-cols-2 items-start gap-3 max-[1100px]:grid-cols-1">
          <EnvironmentRows
            found={environments}
            declared={draft.environments}
            onChange={(next) => edit({ environments: next })}
          />
          <GroupTiers groups={groups} declared={draft.tiers} onChange={(tiers) => edit({ tiers })} />
        </div>
        {failed ? (
          <Notice weight="problem" title={failed.message} live>
            <ul>
              {failed.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        {done ? (
          <Notice weight="good" live>
            {done}
          </Notice>
        ) : null}
        {mayEdit ? (
          <div
            className={
              changed
                ? 'sticky bottom-3 z-10 flex items-center justify-end gap-2 rounded-xl border border-line-strong bg-surface px-4 py-2.5 shadow-[var(--shadow-pop)]'
                : 'flex justify-end gap-2'
            }
          >
            {changed ? (
              <p className="mr-auto font-medium">
                {failed ? (
                  <span className="text-red">Not saved: see the fields above</span>
                ) : (
                  'Changes are not saved yet'
                )}
              </p>
            ) : null}
            {changed ? (
              <Button
                variant="ghost"
                onClick={() => {
                  setDraft(saved)
                  setFailed(null)
                }}
              >
                Discard
              </Button>
            ) : null}
            <Button type="submit" variant="primary" disabled={!changed || pending}>
              {pending ? 'Saving…' : 'Save'}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  )
}
