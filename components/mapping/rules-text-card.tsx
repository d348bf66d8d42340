// The whole mapping as YAML: to keep, to carry elsewhere, to read in. Reading in fills the editor, and saves nothing.
'use client'

import { useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { TextArea } from '../ui/controls'
import { CopyButton } from '../ui/copy-button'
import { Field } from '../ui/field'
import { sendInput } from '../ui/send-input'

export function RulesTextCard({
  text: saved,
  mayEdit,
  read,
  onRead,
}: {
  text: string
  mayEdit: boolean
  read: (input: unknown) => Promise<ActionResult<RulesFile>>
  onRead: (rules: RulesFile) => void
}) {
  const [text, setText] = useState(saved)
  const [error, setError] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  useEffect(() => setText(saved), [saved])
  return (
    <Card
      title="As YAML"
      remark={
        <span className="flex gap-3">
          <CopyButton
            text={text}
            label="the YAML"
            className="inline-flex items-center gap-1.5 rounded-sm hover:text-text"
          >
            Copy
          </CopyButton>
          <a href="/mapping/export" download className="rounded-sm hover:text-text">
            Download
          </a>
        </span>
      }
    >
      <Field label="Mapping file" error={error} hint="The same file that cutover rules export and import use.">
        {(ids) => (
          <TextArea
            {...ids}
            rows={14}
            value={text}
            readOnly={!mayEdit}
            onChange={(event) => setText(event.target.value)}
            className="thin-scroll font-mono text-sm whitespace-pre"
          />
        )}
      </Field>
      {mayEdit ? (
        <div className="mt-2 flex gap-2">
          <Button
            disabled={pending || text === saved}
            onClick={() =>
              begin(async () => {
                const result = await sendInput(read, { text })
                setError(result.ok ? null : [result.message, ...(result.problems ?? [])].join(' '))
                if (result.ok) onRead(result.value)
              })
            }
          >
            {pending ? 'Reading…' : 'Read into the editor'}
          </Button>
          {text === saved ? null : (
            <Button variant="ghost" onClick={() => setText(saved)}>
              As saved
            </Button>
          )}
        </div>
      ) : null}
    </Card>
  )
}
