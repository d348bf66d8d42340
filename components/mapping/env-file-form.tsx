// Reads a `.env` file in the browser. Names, lines and shapes are sent; the values never leave this page.
'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { type EnvFile, readEnvFile } from '@/lib/core/mapping/env-file'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'
import { Field } from '../ui/field'
import { FilePicker } from '../ui/file-picker'
import { Notice } from '../ui/notice'
import { sendInput } from '../ui/send-input'
import { Tag } from '../ui/tag'

export type SourceAction = (input: unknown) => Promise<ActionResult<{ version: number; changed: number }>>

export function EnvFileForm({ projects, version, add }: { projects: string[]; version: number; add: SourceAction }) {
  const router = useRouter()
  const list = useId()
  const picker = useId()
  const [read, setRead] = useState<{ name: string; file: EnvFile } | null>(null)
  const [project, setProject] = useState('')
  const [scope, setScope] = useState('*')
  const [message, setMessage] = useState<{ good: boolean; text: string } | null>(null)
  const [pending, begin] = useTransition()
  const known = projects.includes(project)
  const save = () =>
    begin(async () => {
      if (read === null) return
      const source = { kind: 'env-file', project, file: read.name, scope: scope.trim() || '*', keys: read.file.keys }
      const result = await sendInput(add, { source, version })
      setMessage(
        result.ok
          ? { good: true, text: `${read.file.keys.length} names were added. Mapping can undo it.` }
          : { good: false, text: [result.message, ...(result.problems ?? [])].join(' ') },
      )
      if (!result.ok) return
      setRead(null)
      router.refresh()
    })
  return (
    <div className="space-y-3">
      <p className="text-muted">
        The file is read in this browser. Only the names, their lines and shapes are kept; its values are sent nowhere.
      </p>
      {message ? (
        <Notice weight={message.good ? 'good' : 'problem'} live>
          {message.text}
        </Notice>
      ) : null}
      <div>
        <label htmlFor={picker} className="mb-1 block text-sm font-medium">
          Environment file
        </label>
        <FilePicker
          id={picker}
          onPick={async (file) => {
            setMessage(null)
            setRead(file ? { name: file.name, file: readEnvFile(await file.text()) } : null)
          }}
        />
      </div>
      {read ? (
        <>
          <ul
            aria-label="Names in the file"
            className="thin-scroll max-h-60 overflow-y-auto rounded-lg border border-line"
          >
            {read.file.keys.map(({ key, line, shape }) => (
              <li key={key} className="flex min-h-8 items-center gap-2 border-b border-line px-3 last:border-b-0">
                <span className="font-mono text-sm font-medium">{key}</span>
                <span className="text-sm text-muted">line {line}</span>
                {shape.map((one) => (
                  <Tag key={one}>{one}</Tag>
                ))}
              </li>
            ))}
          </ul>
          {read.file.skipped.length > 0 ? (
            <p className="text-sm text-muted">Left out, since no assignment: line {read.file.skipped.join(', ')}</p>
          ) : null}
          <div className="grid grid-cols-[1fr_180px_auto] items-end gap-3 max-[700px]:grid-cols-1">
            <Field label="Project whose rules they follow">
              {(ids) => (
                <Input
                  {...ids}
                  list={list}
                  value={project}
                  onChange={(event) => setProject(event.target.value)}
                  placeholder="group/project"
                />
              )}
            </Field>
            <Field label="Environment scope">
              {(ids) => <Input {...ids} mono value={scope} onChange={(event) => setScope(event.target.value)} />}
            </Field>
            <Button variant="primary" disabled={!known || read.file.keys.length === 0 || pending} onClick={save}>
              {pending ? 'Saving…' : `Add ${read.file.keys.length.toLocaleString('en')} names`}
            </Button>
          </div>
          <datalist id={list}>
            {projects.slice(0, 2000).map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          {project !== '' && !known ? (
            <p className="text-sm text-muted">No scanned project has this path yet.</p>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
