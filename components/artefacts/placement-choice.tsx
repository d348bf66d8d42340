// Where the CI change of a project goes: a generated file that one include brings in, or blocks inside the jobs.
'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Select } from '../ui/controls'

type Placement = 'file' | 'inline'

export function PlacementChoice({
  project,
  placement,
  mayEdit,
  save,
}: {
  project: string
  placement: Placement
  mayEdit: boolean
  save: (input: unknown) => Promise<ActionResult<void>>
}) {
  const router = useRouter()
  const id = useId()
  const [pending, begin] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <div className="rounded-xl border border-line bg-surface px-3 py-2.5">
      <label htmlFor={id} className="text-sm font-medium">
        Placement in <span className="[overflow-wrap:anywhere]">{project}</span>
      </label>
      <Select
        id={id}
        disabled={!mayEdit || pending}
        value={placement}
        className="mt-1"
        onChange={(event) => {
          const chosen: Placement = event.target.value === 'inline' ? 'inline' : 'file'
          begin(async () => {
            const result = await save({ project, placement: chosen })
            setProblem(result.ok ? null : result.message)
            router.refresh()
          })
        }}
      >
        <option value="file">file, with one include</option>
        <option value="inline">inline, in each job</option>
      </Select>
      {problem ? (
        <p role="alert" className="mt-1 text-sm text-red">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
