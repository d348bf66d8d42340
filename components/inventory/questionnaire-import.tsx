// The answers: the file is read here, shown row by row, and only then applied.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { QuestionnairePreview as Preview } from '@/lib/core/render/questionnaire-preview'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { FilePicker } from '../ui/file-picker'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { QuestionnairePreview } from './questionnaire-preview'
import { readUpload } from './read-upload'

type Imported = { decided: number; owners: number; comments: number; changed: number }

export type QuestionnaireActions = {
  preview: (input: unknown) => Promise<ActionResult<Preview>>
  apply: (input: unknown) => Promise<ActionResult<Imported>>
}

const told = (result: { message: string; problems?: string[] }) =>
  [result.message, ...(result.problems ?? [])].join(' ')

export function QuestionnaireImport({ actions }: { actions: QuestionnaireActions }) {
  const router = useRouter()
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<Imported | null>(null)
  const [reading, read] = useTransition()
  const [saving, save] = useTransition()

  const look = (text: string) =>
    actions.preview({ text }).then((result) => {
      setPreview(result.ok ? result.value : null)
      setProblem(result.ok ? null : told(result))
    })
  const choose = (chosen: File | undefined) => {
    setPreview(null)
    setProblem(null)
    setDone(null)
    setFile(null)
    if (!chosen) return
    read(async () => {
      const found = await readUpload(chosen)
      if ('problem' in found) return setProblem(found.problem)
      setFile({ name: chosen.name, text: found.text })
      await look(found.text)
    })
  }
  const apply = () => {
    if (!file || !preview) return
    save(async () => {
      const result = await actions.apply({ text: file.text, digest: preview.digest })
      if (result.ok) {
        setDone(result.value)
        setPreview(null)
        setFile(null)
        router.refresh()
        return
      }
      await look(file.text)
      setProblem(told(result))
    })
  }
  return (
    <Card title="2. Take the answers in">
      <Field
        label="Answered CSV file"
        hint="UTF-8, separated by comma, semicolon or tab; up to about 1.9 million characters. Nothing is saved before you confirm."
        className="max-w-xl"
      >
        {(ids) => <FilePicker {...ids} accept=".csv,.tsv,.txt,text/csv" onPick={choose} />}
      </Field>
      {problem ? (
        <Notice weight="problem" live className="mt-4">
          {problem}
        </Notice>
      ) : null}
      {done ? (
        <Notice weight="good" live className="mt-4">
          {done.decided.toLocaleString('en')} decisions, {done.owners.toLocaleString('en')} owners and{' '}
          {done.comments.toLocaleString('en')} comments were taken in; {done.changed.toLocaleString('en')} rows changed.
          Mapping can undo the decisions.
        </Notice>
      ) : null}
      {reading && !preview ? <Skeleton className="mt-4 h-24 w-full" /> : null}
      {preview ? (
        <>
          <p className="mt-4" aria-live="polite">
            {summaryOf(preview)}
          </p>
          {preview.lines.length > 0 ? (
            <Button variant="primary" className="mt-2" onClick={apply} disabled={saving || reading}>
              {saving ? 'Saving…' : `Apply ${preview.lines.length.toLocaleString('en')} ${linesWord(preview)}`}
            </Button>
          ) : null}
          <QuestionnairePreview preview={preview} />
        </>
      ) : null}
    </Card>
  )
}

const linesWord = ({ lines }: Preview) => (lines.length === 1 ? 'line' : 'lines')

function summaryOf(preview: Preview): string {
  const { lines, unchanged, also } = preview
  if (preview.unreadable) return 'No line was read.'
  const rows = lines.filter(({ change }) => change !== null).length + also.length
  return `${lines.length.toLocaleString('en')} ${linesWord(preview)} with something new, ${unchanged.toLocaleString('en')} without; ${rows.toLocaleString('en')} ${rows === 1 ? 'row changes' : 'rows change'}.`
}
