// What is told beside the button of a job that failed or takes long.
import type { JobNote } from './use-job'

export function JobNoteText({ note }: { note: JobNote }) {
  if (note === null) return null
  return note.kind === 'problem' ? (
    <span role="alert" className="text-sm text-red">
      {note.text}
    </span>
  ) : (
    <output className="text-sm text-muted">{note.text}</output>
  )
}
