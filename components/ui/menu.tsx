// A menu that opens from a button.
'use client'

import { Check } from 'lucide-react'
import * as Radix from 'radix-ui/dropdown-menu'
import type { ReactNode } from 'react'

const itemClass =
  'flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-text outline-none select-none data-[disabled]:cursor-default data-[disabled]:text-faint data-[highlighted]:bg-accent-soft data-[highlighted]:text-accent-text'

export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          className="thin-scroll z-50 max-h-[70vh] min-w-52 overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 shadow-[var(--shadow-pop)] [animation:appear_100ms]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1.5 text-sm font-medium text-muted">{children}</Radix.Label>
}

export function MenuItem({
  onSelect,
  disabled,
  children,
}: {
  onSelect: () => void
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <Radix.Item className={itemClass} onSelect={onSelect} disabled={disabled}>
      {children}
    </Radix.Item>
  )
}

/** An item that is a plain link, such as a download. */
export function MenuLink({ href, download, children }: { href: string; download?: boolean; children: ReactNode }) {
  return (
    <Radix.Item asChild className={itemClass}>
      <a href={href} download={download}>
        {children}
      </a>
    </Radix.Item>
  )
}

export function MenuCheck({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <Radix.CheckboxItem
      className={itemClass}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="flex size-3.5 items-center justify-center">
        <Radix.ItemIndicator>
          <Check className="size-3.5" aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  )
}
