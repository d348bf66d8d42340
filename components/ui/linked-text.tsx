// A sentence in which a web address is a link. What follows the address, such as a full stop, is not part of it.
import { addressIn } from './address-in'

export function LinkedText({ text }: { text: string }) {
  const found = addressIn(text)
  if (found === null) return text
  return (
    <>
      {found.before}
      <a
        href={found.address}
        target="_blank"
        rel="noreferrer"
        className="rounded-sm text-accent-text underline underline-offset-2"
      >
        {found.address}
        <span className="sr-only"> (opens GitLab)</span>
      </a>
      {found.after}
    </>
  )
}
