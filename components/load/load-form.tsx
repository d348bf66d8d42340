// What the load is worked out from, to change. A plain form, so that the address says it all.
import Form from 'next/form'
import Link from 'next/link'
import { usualAssumptions } from '@/lib/core/render/vault-load-assumptions'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Input } from '../ui/controls'
import { assumed, type LoadView, loadAddress, loadFields } from './load-address'
import { fieldWords } from './load-words'

type Props = { view: LoadView; counted: number; projects: number }

export function LoadForm({ view, counted, projects }: Props) {
  const { assumptions, useHistory, sort } = view
  const changed = loadFields.some((field) => assumed(assumptions, field) !== assumed(usualAssumptions, field))
  return (
    <Card title="Assumptions" remark={remark(counted, projects, useHistory)} className="mb-3">
      <Form
        action="/load"
        scroll={false}
        key={JSON.stringify(assumptions)}
        aria-label="Assumptions"
        className="grid items-end gap-x-3 gap-y-2.5 sm:grid-cols-2 lg:grid-cols-4"
      >
        {useHistory ? null : <input type="hidden" name="counts" value="assumed" />}
        <input type="hidden" name="sort" value={`${sort.descending ? '-' : ''}${sort.column}`} />
        {loadFields.map((field) => {
          const { label, unit } = fieldWords[field]
          return (
            <div key={field} className="min-w-0">
              <label htmlFor={`load-${field}`} className="mb-1 block text-sm font-medium">
                {label}
              </label>
              <span className="flex items-center gap-2">
                <Input
                  id={`load-${field}`}
                  name={field}
                  type="number"
                  min={field === 'branch' ? 1 : 0}
                  max={field === 'protected' || field === 'hour' ? 100 : undefined}
                  step="any"
                  inputMode="decimal"
                  aria-describedby={`load-${field}-unit`}
                  defaultValue={assumed(assumptions, field)}
                  className="w-20! shrink-0 text-right tabular-nums"
                />
                <span id={`load-${field}-unit`} className="min-w-0 text-sm text-muted">
                  {unit}
                </span>
              </span>
            </div>
          )
        })}
        <div className="flex items-center gap-3">
          <Button type="submit" variant="primary">
            Work it out
          </Button>
          {changed ? (
            <Link
              href={loadAddress({ ...view, assumptions: usualAssumptions })}
              className="rounded-sm text-sm underline underline-offset-2"
            >
              As at first
            </Link>
          ) : null}
        </div>
      </Form>
    </Card>
  )
}

function remark(counted: number, projects: number, useHistory: boolean): string {
  if (counted === 0) return 'Nothing was counted: these numbers are ours, not yours'
  if (!useHistory) return 'For all projects, although past jobs were counted'
  return counted === projects
    ? 'Runs are counted; only shares are assumed'
    : `For the ${projects - counted} projects that were not counted`
}
