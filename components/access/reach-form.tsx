// What is asked for: a variable by key or label, or a path of a vault.
import Form from 'next/form'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'

/** Suggestions are bounded, since each is a line of the page. */
const most = 500

export function ReachForm({ text, labels }: { text: string; labels: string[] }) {
  return (
    <Form
      action="/access/who"
      key={text}
      aria-label="What to look for"
      className="mb-3 flex flex-wrap items-end gap-2.5 rounded-xl border border-line bg-surface px-4 py-3"
    >
      <div className="min-w-64 flex-1">
        <label htmlFor="who-what" className="mb-1 block text-sm font-medium">
          Variable or Vault path
        </label>
        <Input
          id="who-what"
          name="what"
          mono
          list="who-variables"
          defaultValue={text}
          placeholder="secret/shop/api/production"
        />
        <datalist id="who-variables">
          {labels.slice(0, most).map((label) => (
            <option key={label} value={label} />
          ))}
        </datalist>
      </div>
      <Button type="submit" variant="primary">
        Find who can read it
      </Button>
    </Form>
  )
}
