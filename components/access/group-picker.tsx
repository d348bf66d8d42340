// The question about a group: which one. A plain form, so that the address says it all.
import Form from 'next/form'
import { Button } from '../ui/button'
import { Select } from '../ui/controls'

export function GroupPicker({ group, groups }: { group: string; groups: { path: string; projects: number }[] }) {
  return (
    <Form
      action="/access"
      scroll={false}
      key={group}
      aria-label="Which group"
      className="mb-3 flex flex-wrap items-end gap-2.5 rounded-xl border border-line bg-surface px-4 py-3"
    >
      <div className="min-w-64 flex-1">
        <label htmlFor="access-group" className="mb-1 block text-sm font-medium">
          Group, with all its subgroups
        </label>
        <Select id="access-group" name="group" defaultValue={group}>
          {groups.map(({ path, projects }) => (
            <option key={path} value={path}>
              {path} · {projects.toLocaleString('en')} {projects === 1 ? 'project' : 'projects'}
            </option>
          ))}
        </Select>
      </div>
      <Button type="submit" variant="primary">
        Show the group
      </Button>
    </Form>
  )
}
