// A name or path that may go on in the next line after a mark such as a slash or an underscore, not in the middle of a word.
import { Fragment } from 'react'

export function BreakableText({ text }: { text: string }) {
  return [...text.matchAll(/[^/_.:-]*[/_.:-]+|[^/_.:-]+/g)].map((part) => (
    <Fragment key={part.index}>
      {part[0]}
      <wbr />
    </Fragment>
  ))
}
