// Which of the past jobs are shown: by state as links with counts, by project and reason as a plain form.
import Form from 'next/form'
import { type LostTotals, lostStates } from '@/lib/core/render/lost-access-view'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Select } from '../ui/controls'
import { type LostView, lostAddress } from './lost-address'
import { stateWords } from './lost-words'

type Props = { view: LostView; totals: LostTotals; projects: string[]; reasons: string[] }

export function LostFilterBar({ view, totals, projects, reasons }: Props) {
  const with_ = (list: string[], value: string | null) =>
    value === null || list.includes(value) ? list : [value, ...list]
  return (
    <div className="mb-2.5 space-y-2">
      <nav aria-label="States" className="flex flex-wrap gap-1.5">
        {lostStates.map((state) => (
          <Chip
            key={state}
            href={lostAddress({ ...view, state, page: 1 })}
            active={view.state === state}
            count={totals[state]}
          >
            {stateWords[state]}
          </Chip>
        ))}
        <Chip href={lostAddress({ ...view, state: 'all', page: 1 })} active={view.state === 'all'} count={totals.runs}>
          All runs
        </Chip>
      </nav>
      <Form
        action="/access/lost"
        scroll={false}
        key={JSON.stringify(view)}
        aria-label="Filter"
        className="flex flex-wrap items-end gap-2"
      >
        {view.state === 'refused' ? null : <input type="hidden" name="state" value={view.state} />}
        <Choice
          name="project"
          label="Project"
          every="All projects"
          value={view.project}
          options={with_(projects, view.project)}
        />
        <Choice
          name="reason"
          label="Reason"
          every="All reasons"
          value={view.reason}
          options={with_(reasons, view.reason)}
        />
        <Button type="submit">Filter</Button>
      </Form>
    </div>
  )
}

function Choice({
  name,
  label,
  every,
  value,
  options,
}: {
  name: string
  label: string
  every: string
  value: string | null
  options: string[]
}) {
  return (
    <div>
      <label htmlFor={`lost-${name}`} className="sr-only">
        {label}
      </label>
      <Select id={`lost-${name}`} name={name} defaultValue={value ?? ''} className="w-52">
        <option value="">{every}</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    </div>
  )
}
