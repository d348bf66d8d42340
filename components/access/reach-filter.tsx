// Fewer rows of who can read something: by how the pipeline starts, by environment; and all that is shown as a file.
import Form from 'next/form'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { triggerWords } from '../bindings/trigger-words'
import { Button, buttonClass } from '../ui/button'
import { Select } from '../ui/controls'
import { anyEnvironment, type WhoView, whoViewAddress } from './who-address'

/** Choices are bounded, since each is a line of the page. */
const most = 300

export function ReachFilter({ view, environments }: { view: WhoView; environments: (string | null)[] }) {
  const { what, trigger, environment } = view
  const chosen = environment === undefined ? anyEnvironment : (environment ?? '')
  const names = environments.slice(0, most).map((name) => name ?? '')
  return (
    <div className="flex flex-wrap items-center gap-2.5 px-4 py-2.5">
      <Form
        action="/access/who"
        scroll={false}
        key={JSON.stringify(view)}
        aria-label="Filter the rows"
        className="flex flex-1 flex-wrap items-center gap-2.5"
      >
        <input type="hidden" name="what" value={what} />
        <label htmlFor="who-trigger" className="text-sm text-muted">
          Started by
        </label>
        <Select id="who-trigger" name="trigger" defaultValue={trigger ?? ''} className="w-52">
          <option value="">anything</option>
          {triggerWords.map((one: { trigger: Trigger; words: string }) => (
            <option key={one.trigger} value={one.trigger}>
              {one.words}
            </option>
          ))}
        </Select>
        <label htmlFor="who-environment" className="text-sm text-muted">
          in
        </label>
        <Select id="who-environment" name="environment" defaultValue={chosen} className="w-52">
          <option value={anyEnvironment}>any environment</option>
          {[...new Set([...names, ...(chosen === anyEnvironment ? [] : [chosen])])].map((name) => (
            <option key={name} value={name}>
              {name === '' ? 'no environment' : name}
            </option>
          ))}
        </Select>
        <Button type="submit">Filter</Button>
      </Form>
      <a className={buttonClass()} href={whoViewAddress({ ...view, page: 1 }, '/access/who/export')} download>
        CSV
      </a>
    </div>
  )
}
