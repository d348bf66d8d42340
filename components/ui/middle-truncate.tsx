// A long path that loses its middle, never its end; the whole text is there on hover and for copying.
import { classNames } from './class-names'
import { CopyButton } from './copy-button'

/** How much of the end always stays: the last two parts of a path if they are short, else one, else some characters. */
function tailLength(text: string): number {
  if (text.length < 16) return 0
  const cuts = [...text.matchAll(/[/#]/g)].map((match) => text.length - match.index)
  const tails = [cuts.at(-2), cuts.at(-1)].filter((length) => length !== undefined && length <= 18 && length >= 5)
  return Math.min(tails[0] ?? 12, Math.ceil(text.length * 0.6))
}

export function MiddleTruncate({
  text,
  copy,
  className,
}: {
  text: string
  /** What the copied text is, such as “path”; without it there is no button. */
  copy?: string
  className?: string
}) {
  const cut = text.length - tailLength(text)
  return (
    <span
      className={classNames('group/copy relative flex min-w-0 items-center overflow-hidden', className)}
      title={text}
    >
      <span className="flex min-w-0 whitespace-pre" aria-hidden="true">
        <span className="min-w-[1.7em] shrink-[9999] overflow-hidden text-ellipsis">{text.slice(0, cut)}</span>
        {cut < text.length ? (
          // Where not even the end has room, it loses its start: writing from the right makes that side overflow.
          <span className="min-w-0 overflow-hidden [direction:rtl]">
            <bdi dir="ltr">{text.slice(cut)}</bdi>
          </span>
        ) : null}
      </span>
      <span className="sr-only">{text}</span>
      {copy ? (
        <CopyButton
          text={text}
          label={copy}
          className="absolute right-0 inline-flex size-5 shrink-0 items-center justify-center rounded-sm bg-raised text-muted opacity-0 group-hover/copy:opacity-100 hover:text-text focus-visible:opacity-100 focus-visible:-outline-offset-2"
        />
      ) : null}
    </span>
  )
}
