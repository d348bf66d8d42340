// One field for everything: go to a page, open the rows behind a question, find a variable by name.
'use client'

import { Command } from 'cmdk'
import { Filter, Keyboard, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import * as Radix from 'radix-ui/dialog'
import { type ReactNode, useState } from 'react'
import { navItems } from './nav-items'

const questions: { label: string; filter: string }[] = [
  { label: 'Open variables of production', filter: 'state:open tier:production' },
  { label: 'Blocked variables', filter: 'state:blocked' },
  { label: 'Variables that no job uses', filter: 'used:no' },
  { label: 'Variables whose uses are unknown', filter: 'used:unknown' },
  { label: 'Variables that look like secrets but are not masked', filter: 'is:secret is:unmasked' },
]

const groupClass =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted'

function Item({ onSelect, icon, children }: { onSelect: () => void; icon: ReactNode; children: ReactNode }) {
  return (
    <Command.Item
      onSelect={onSelect}
      className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text"
    >
      {icon}
      {children}
    </Command.Item>
  )
}

export function CommandPalette({ onClose, showKeys }: { onClose: () => void; showKeys: () => void }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const go = (address: string) => {
    onClose()
    router.push(address)
  }
  const inventory = (filter: string) => go(`/inventory?${new URLSearchParams({ filter })}`)
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(6_12_10/45%)] [animation:appear_100ms]" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(560px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-surface shadow-[var(--shadow-pop)] [animation:appear_100ms]"
        >
          <Radix.Title className="sr-only">Command palette</Radix.Title>
          <Command
            label="Command palette"
            loop
            filter={(value, search) => (value.toLowerCase().includes(search.trim().toLowerCase()) ? 1 : 0)}
          >
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Go to a page, or find a variable…"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
            />
            <Command.List className="thin-scroll max-h-[50vh] overflow-y-auto p-1.5">
              {text.trim() ? (
                <Command.Group heading="Variables" forceMount className={groupClass}>
                  <Command.Item
                    forceMount
                    value={`find ${text}`}
                    onSelect={() => inventory(text.trim())}
                    className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text"
                  >
                    <Search className="size-4 shrink-0" aria-hidden="true" />
                    <span className="truncate">
                      Find <span className="font-mono">{text.trim()}</span> in the inventory
                    </span>
                  </Command.Item>
                </Command.Group>
              ) : null}
              <Command.Group heading="Pages" className={groupClass}>
                {navItems.map((item) => (
                  <Item
                    key={item.href}
                    onSelect={() => go(item.href)}
                    icon={<item.icon className="size-4 shrink-0" aria-hidden="true" />}
                  >
                    {item.label} <span className="truncate text-sm text-muted">{item.hint}</span>
                  </Item>
                ))}
              </Command.Group>
              <Command.Group heading="Questions" className={groupClass}>
                {questions.map((question) => (
                  <Item
                    key={question.filter}
                    onSelect={() => inventory(question.filter)}
                    icon={<Filter className="size-4 shrink-0" aria-hidden="true" />}
                  >
                    {question.label}
                  </Item>
                ))}
              </Command.Group>
              <Command.Group heading="Help" className={groupClass}>
                <Item onSelect={showKeys} icon={<Keyboard className="size-4 shrink-0" aria-hidden="true" />}>
                  Keys
                </Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
