// Owners from a CSV file: read here, shown line by line, and only then taken in.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { OwnerFile } from '@/lib/core/render/owner-file'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FilePicker } from '../ui/file-picker'
import { Notice } from '../ui/notice'
import { CsvProblems } from './csv-problems'
import { readUpload } from './read-upload'

type Preview = OwnerFile & { digest: string }

export type OwnerActions = {
  preview: (input: unknown) => Promise<ActionResult<Preview>>
  apply: (input: unknown) => Promise<ActionResult<{ changed: number }>>
}

const told = (result: { message: string; problems?: string[] }) =>
  [result.message, ...(result.problems ?? [])].join(' ')

export function OwnerImport({ actions }: { actions: OwnerActions }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [preview, setPreview] = useState<Preview | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const [busy, run] = useTransition()
  const choose = (chosen: File | undefined) => {
    setPreview(null)
    setProblem(null)
    setDone(null)
    if (!chosen) return
    run(async () => {
      const found = await readUpload(chosen)
      if ('problem' in found) return setProblem(found.problem)
      setText(found.text)
      const result = await actions.preview({ text: found.text })
      if (result.ok) setPreview(result.value)
      else setProblem(told(result))
    })
  }
  const apply = () =>
    run(async () => {
      if (!preview) return
      const result = await actions.apply({ text, digest: preview.digest })
      if (!result.ok) return setProblem(told(result))
      setDone(result.value.changed)
      setPreview(null)
      router.refresh()
    })
  return (
    <>
      <Field
        label="CSV file of owners"
        hint="Columns project and owner; a group stands for all below it. It wins over CODEOWNERS and maintainers; an empty owner takes it back."
        className="mt-4 max-w-xl"
      >
        {(ids) => <FilePicker {...ids} accept=".csv,.tsv,.txt,text/csv" onPick={choose} />}
      </Field>
      {problem ? (
        <Notice weight="problem" live className="mt-3">
          {problem}
        </Notice>
      ) : null}
      {done !== null ? (
        <Notice weight="good" live className="mt-3">
          {done.toLocaleString('en')} {done === 1 ? 'owner was' : 'owners were'} taken in.
        </Notice>
      ) : null}
      {preview ? (
        <div className="mt-3 space-y-3">
          {preview.problems.length > 0 ? <CsvProblems problems={preview.problems} unreadable={false} /> : null}
          <p aria-live="polite">
            {preview.changes.length.toLocaleString('en')} change, {preview.unchanged.toLocaleString('en')} stay as they
            are.
          </p>
          <ul className="thin-scroll max-h-80 overflow-y-auto text-muted">
            {preview.changes.map(({ path, from, to }) => (
              <li key={path} className="[overflow-wrap:anywhere]">
                <span className="text-text">{path}</span>: {from?.join(', ') || 'not known'} →{' '}
                {to.join(', ') || 'as GitLab says'}
              </li>
            ))}
          </ul>
          {preview.changes.length > 0 ? (
            <Button variant="primary" onClick={apply} disabled={busy}>
              {busy ? 'Saving…' : `Apply ${preview.changes.length.toLocaleString('en')}`}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
