// Copies a text and says so, to eyes and to screen readers.
'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { classNames } from './class-names'

export function CopyButton({
  text,
  label,
  children,
  className,
}: {
  text: string
  /** What is copied, for those who do not see the icon. */
  label: string
  children?: string
  className?: string
}) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      aria-label={children ? undefined : copied ? 'Copied' : `Copy ${label}`}
      title={`Copy ${label}`}
      onClick={async (event) => {
        event.stopPropagation()
        await navigator.clipboard.writeText(text)
        setCopied(true)
      }}
      className={classNames(
        className ??
          'inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-neutral-soft hover:text-text',
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {children ? <span aria-live="polite">{copied ? 'Copied' : children}</span> : null}
    </button>
  )
}
