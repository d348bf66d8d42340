// A window over the page that asks for something, and gives the focus back when it closes.
'use client'

import { X } from 'lucide-react'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { classNames } from './class-names'

export function Dialog({
  open,
  onClose,
  title,
  description,
  wide,
  footer,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  wide?: boolean
  footer?: ReactNode
  children?: ReactNode
}) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(6_12_10/45%)] [animation:appear_120ms]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames(
            'fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-xl border border-line bg-surface shadow-[var(--shadow-pop)] [animation:appear_120ms] focus:outline-none',
            wide ? 'max-w-[860px]' : 'max-w-[520px]',
          )}
        >
          <div className="flex items-start gap-3 border-b border-line px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description asChild>
                  <div className="text-muted">{description}</div>
                </Radix.Description>
              ) : null}
            </div>
            <Radix.Close className={buttonClass('ghost', 'icon')} aria-label="Close">
              <X className="size-4" aria-hidden="true" />
            </Radix.Close>
          </div>
          <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
