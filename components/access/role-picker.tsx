// Which role to change: typed with suggestions, since an estate has thousands.
import Form from 'next/form'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'

type Choice = { vault: string; name: string; project: string; production: boolean }

/** Suggestions are bounded, since each is a line of the page. */
const most = 500

export function RolePicker({ name, choices }: { name: string; choices: Choice[] }) {
  const sorted = choices.toSorted((a, b) => Number(b.production) - Number(a.production))
  return (
    <Form
      action="/access/change"
      key={name}
      aria-label="Which role"
      className="mb-3 flex flex-wrap items-end gap-2.5 rounded-xl border border-line bg-surface px-4 py-3"
    >
      <div className="min-w-64 flex-1">
        <label htmlFor="change-role" className="mb-1 block text-sm font-medium">
          Role
        </label>
        <Input id="change-role" name="role" mono list="change-roles" defaultValue={name} />
        <datalist id="change-roles">
          {sorted.slice(0, most).map((one) => (
            <option key={`${one.vault} ${one.name}`} value={one.name}>
              {one.project}
            </option>
          ))}
        </datalist>
      </div>
      <Button type="submit" variant="primary">
        Take this role
      </Button>
    </Form>
  )
}
