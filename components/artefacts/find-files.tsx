// Above the list of many files: a search that is a plain form, and how many of the files are shown.
import { Search } from 'lucide-react'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'

export function FindFiles({ find, open, shown, found }: { find: string; open: string; shown: number; found: number }) {
  return (
    <search className="border-b border-line p-2">
      <form action="/artefacts" className="flex items-center gap-1.5">
        {open ? <input type="hidden" name="file" value={open} /> : null}
        <Input
          key={find}
          name="find"
          data-page-filter=""
          defaultValue={find}
          placeholder="Project, role or policy"
          aria-label="Find files"
        />
        <Button type="submit" size="icon" aria-label="Find">
          <Search className="size-4" aria-hidden="true" />
        </Button>
      </form>
      <p className="mt-1 px-1 text-sm text-muted">
        {found === 0
          ? 'No file has this in its path.'
          : `${shown.toLocaleString('en')} of ${found.toLocaleString('en')} files`}
      </p>
    </search>
  )
}
