// Jobs whose change is not a merge request: refused with the reason, or done by hand with the files for it.
import { MiddleTruncate } from '../ui/middle-truncate'
import { RecipeText } from '../ui/recipe-text'

export type JobNote = { project: string; job: string | null; text: string }

/** More of them make the page slow. */
const most = 100

export function JobNotes({ label, notes }: { label: string; notes: JobNote[] }) {
  return (
    <ul aria-label={label} className="thin-scroll max-h-72 overflow-y-auto">
      {notes.slice(0, most).map((note) => (
        <li
          key={JSON.stringify([note.project, note.job, note.text])}
          className="grid grid-cols-[26%_26%_1fr] gap-2 border-t border-line px-4 py-2"
        >
          <MiddleTruncate text={note.project} />
          <MiddleTruncate text={note.job ?? 'the whole file'} className="font-mono text-sm" />
          <span className="[overflow-wrap:anywhere]">
            <RecipeText>{note.text}</RecipeText>
          </span>
        </li>
      ))}
      {notes.length > most ? (
        <li className="border-t border-line px-4 py-2 text-muted">
          The first {most} of {notes.length.toLocaleString('en')}.
        </li>
      ) : null}
    </ul>
  )
}
