// Decides for one or many variables: the form, exactly the rows that would change, and only then the button.
'use client'

import { useEffect, useState, useTransition } from 'react'
import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import { ChangeList } from '../mapping/change-list'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { draftEdit, emptyDraft } from './bulk-draft'
import { BulkFields } from './bulk-fields'
import type { BulkActions, BulkPreview, BulkSelection, Declared } from './bulk-request'

const titles: Record<BulkEdit['kind'], string> = {
  exclude: 'Exclude',
  retire: 'Retire',
  replace: 'Replace',
  target: 'Choose a target',
  star: 'Answer the question of scope *',
  clear: 'Leave to the rules',
}

const explanations: Record<BulkEdit['kind'], string> = {
  exclude: 'An excluded variable stays in GitLab, with a reason. After the date, if there is one, it is open again.',
  retire:
    'Nobody uses a retired variable: it goes without Vault. Where a job still uses it, or that is not known, the row stays blocked and says why.',
  replace: 'A replaced variable is not copied to Vault: something that lives shorter takes its place, with its steps.',
  target: 'A hand-made choice beats the rules. What stays empty comes from the rule that matches.',
  star: 'Scope * gives production and merge requests the same value today. Say what shall hold in Vault.',
  clear: 'Takes hand-made choices, exclusions and fates away.',
}

export function BulkDialog({
  kind,
  selection,
  selected,
  declared,
  actions,
  onClose,
  onDone,
}: {
  kind: BulkEdit['kind']
  selection: BulkSelection
  selected: number
  declared: Declared
  actions: BulkActions
  onClose: () => void
  onDone: (message: string) => void
}) {
  const [draft, setDraft] = useState(emptyDraft)
  const [shown, setShown] = useState<{ for: string; preview: BulkPreview } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [saving, save] = useTransition()
  const { edit, errors } = draftEdit(kind, draft)
  const request = edit ? JSON.stringify({ selection, edit }) : null

  useEffect(() => {
    if (request === null) return
    let stale = false
    const timer = setTimeout(async () => {
      const result = await actions.preview(JSON.parse(request))
      if (stale) return
      if (result.ok) setShown({ for: request, preview: result.value })
      setProblem(result.ok ? null : [result.message, ...(result.problems ?? [])].join(' '))
    }, 250)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [request, actions])

  const current = shown && shown.for === request ? shown.preview : null
  const confirm = () => {
    setTried(true)
    if (!edit || !current) return
    save(async () => {
      const result = await actions.apply({ selection, edit, version: current.version, snapshot: current.snapshot })
      if (result.ok) onDone(`${result.value.changed.toLocaleString('en')} variables changed`)
      else setProblem([result.message, ...(result.problems ?? [])].join(' '))
    })
  }
  const count = current?.selected ?? selected
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`${titles[kind]}: ${count.toLocaleString('en')} ${count === 1 ? 'variable' : 'variables'}`}
      description={explanations[kind]}
      footer={
        <>
          <p className="mr-auto text-muted" aria-live="polite">
            {current ? `${current.changed.toLocaleString('en')} rows change` : edit ? 'Looking what changes…' : ''}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={confirm} disabled={saving || Boolean(edit && !current)}>
            {saving ? 'Saving…' : 'Confirm'}
          </Button>
        </>
      }
    >
      <BulkFields
        kind={kind}
        draft={draft}
        errors={tried ? errors : {}}
        declared={declared}
        onChange={(change) => setDraft((was) => ({ ...was, ...change }))}
      />
      {problem ? (
        <Notice weight="problem" live className="mt-4">
          {problem}
        </Notice>
      ) : null}
      {current?.preview.problems.length ? (
        <Notice weight="warning" title="The rules file would have problems" className="mt-4">
          <ul>
            {current.preview.problems.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {edit ? (
        <section aria-label="Rows that change" className="mt-4">
          {current ? (
            <ChangeList changes={current.preview.changes} total={current.changed} />
          ) : (
            <Skeleton className="h-24 w-full" />
          )}
        </section>
      ) : null}
    </Dialog>
  )
}
