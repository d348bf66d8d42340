// The rules in their order: the first one that matches a variable decides.
'use client'

import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Rule } from '@/lib/core/mapping/rules-file'
import { Button } from '../ui/button'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { RuleForm } from './rule-form'
import { matchText, targetTemplateText } from './rule-text'

export function RuleList({
  rules,
  open,
  declared,
  mayEdit,
  onOpen,
  onChange,
}: {
  rules: Rule[]
  /** Index of the rule whose form is open. */
  open: number | null
  declared: { vaults: string[]; mounts: { vault: string; path: string; engine: string }[] }
  mayEdit: boolean
  onOpen: (index: number | null) => void
  onChange: (rules: Rule[]) => void
}) {
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    const next = [...rules]
    const [rule] = next.splice(from, 1)
    if (!rule) return
    next.splice(to, 0, rule)
    onChange(next)
    if (open === from) onOpen(to)
    else if (open === to) onOpen(from)
    setSaid(`Rule ${from + 1} is now rule ${to + 1}`)
  }
  return (
    <>
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
      <ol>
        {[...rules.entries()].map(([index, rule]) => {
          const Chevron = open === index ? ChevronDown : ChevronRight
          const name = `rule ${index + 1}, ${matchText(rule.match)}`
          return (
            // Rules have no name of their own; their place is what tells them apart.
            <li key={index} className="border-t border-line">
              <div className="flex min-h-10 items-center gap-2 px-2">
                <button
                  type="button"
                  aria-expanded={open === index}
                  onClick={() => onOpen(open === index ? null : index)}
                  className="flex min-w-0 flex-1 items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-raised"
                >
                  <Chevron className="size-4 shrink-0 text-muted" aria-hidden="true" />
                  <span className="w-5 shrink-0 text-right text-muted">{index + 1}</span>
                  <span className="w-[34%] min-w-0 truncate font-mono text-sm" title={matchText(rule.match)}>
                    {matchText(rule.match)}
                  </span>
                  <span aria-hidden="true" className="text-faint">
                    →
                  </span>
                  <MiddleTruncate
                    text={targetTemplateText(rule.target)}
                    className="min-w-0 flex-1 font-mono text-sm text-muted"
                  />
                  {rule.star ? <Tag>* {rule.star.answer.replaceAll('_', ' ')}</Tag> : null}
                </button>
                {mayEdit ? (
                  <span className="flex shrink-0">
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Move ${name} up`}
                      disabled={index === 0}
                      onClick={() => move(index, index - 1)}
                    >
                      <ArrowUp className="size-4" aria-hidden="true" />
                    </Button>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Move ${name} down`}
                      disabled={index === rules.length - 1}
                      onClick={() => move(index, index + 1)}
                    >
                      <ArrowDown className="size-4" aria-hidden="true" />
                    </Button>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Delete ${name}`}
                      onClick={() => {
                        onOpen(null)
                        onChange(rules.filter((_, at) => at !== index))
                        setSaid(`Rule ${index + 1} is taken out, and comes back unless you save`)
                      }}
                    >
                      <Trash2 className="size-4" aria-hidden="true" />
                    </Button>
                  </span>
                ) : null}
              </div>
              {open === index ? (
                <fieldset disabled={!mayEdit}>
                  <legend className="sr-only">Rule {index + 1}</legend>
                  <RuleForm
                    rule={rule}
                    declared={declared}
                    onChange={(next) => onChange(rules.map((old, at) => (at === index ? next : old)))}
                  />
                </fieldset>
              ) : null}
            </li>
          )
        })}
      </ol>
    </>
  )
}
