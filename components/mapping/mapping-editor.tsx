// The mapping as one works on it: a draft of the rules file, its preview, and save and undo.
'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { replacementWords } from '@/lib/core/mapping/replacements'
import type { Choice, Excluded, Fate, RulesFile } from '@/lib/core/mapping/rules-file'
import { PageHeader } from '../layout/page-header'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { sendInput } from '../ui/send-input'
import { HandMadeList } from './hand-made-list'
import { placeOfNewRule } from './rule-draft'
import { RuleList } from './rule-list'
import { targetTemplateText } from './rule-text'
import { type PreviewPage, type PreviewState, RulesPreviewCard } from './rules-preview-card'
import { RulesTextCard } from './rules-text-card'

type Saved = { version: number; changed: number }

export type MappingActions = {
  preview: (input: unknown) => Promise<ActionResult<PreviewPage>>
  save: (input: unknown) => Promise<ActionResult<Saved>>
  undo: (input: unknown) => Promise<ActionResult<Saved>>
  read: (input: unknown) => Promise<ActionResult<RulesFile>>
}

function choiceText(choice: Choice): string {
  const star = choice.star ? `* ${choice.star.answer.replaceAll('_', ' ')}` : null
  const who = choice.star?.name
    ? `accepted by ${choice.star.name} until ${choice.star.until ?? 'further notice'}`
    : null
  return [choice.target ? targetTemplateText(choice.target) : null, star, who].filter(Boolean).join(', ')
}

const fateText = (entry: Fate) =>
  entry.fate === 'retire' ? `Retire: ${entry.reason}` : `${replacementWords[entry.with]}: ${entry.reason}`

const exclusionText = (entry: Excluded) => `${entry.reason}${entry.until ? `, until ${entry.until}` : ''}`

export function MappingEditor({
  rules: saved,
  version,
  yaml,
  canUndo,
  mayEdit,
  notes,
  questions,
  history,
  actions,
}: {
  rules: RulesFile
  version: number
  yaml: string
  canUndo: boolean
  mayEdit: boolean
  /** What is missing before rules can do something. */
  notes: ReactNode
  questions: ReactNode
  history: ReactNode
  actions: MappingActions
}) {
  const router = useRouter()
  const [draft, setDraft] = useState(saved)
  const [base, setBase] = useState(version)
  if (base !== version) {
    // What was saved (or undone) is the new ground; a draft on the old one has just become it.
    setBase(version)
    setDraft(saved)
  }
  const [open, setOpen] = useState<number | null>(null)
  const [found, setFound] = useState<{ for: string; state: PreviewState } | null>(null)
  const [asked, setAsked] = useState<{ for: string; page: number } | null>(null)
  const [message, setMessage] = useState<{ good: boolean; text: string } | null>(null)
  const [pending, begin] = useTransition()
  const text = JSON.stringify(draft)
  const changed = text !== JSON.stringify(saved)
  const page = asked?.for === text ? asked.page : 1

  useEffect(() => {
    if (!changed) return
    let stale = false
    const wait = page === 1 ? 300 : 0
    const timer = setTimeout(async () => {
      const result = await sendInput(actions.preview, { rules: JSON.parse(text), page })
      if (stale) return
      const state: PreviewState = result.ok
        ? { kind: 'ready', shown: result.value }
        : { kind: 'failed', message: result.message, problems: result.problems ?? [] }
      setFound({ for: text, state })
    }, wait)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text, changed, page, actions])

  useEffect(() => {
    if (!changed) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [changed])

  const state: PreviewState = !changed ? { kind: 'unchanged' } : found?.for === text ? found.state : { kind: 'waiting' }
  const run = (work: () => Promise<ActionResult<Saved>>, done: string) =>
    begin(async () => {
      const result = await work()
      if (result.ok) {
        setMessage({ good: true, text: `${done} ${result.value.changed.toLocaleString('en')} variables changed.` })
        setOpen(null)
        router.refresh()
      } else setMessage({ good: false, text: [result.message, ...(result.problems ?? [])].join(' ') })
    })
  const edit = (next: Partial<RulesFile>) => setDraft((was) => ({ ...was, ...next }))
  const declared = { vaults: draft.vaults.map((vault) => vault.name), mounts: draft.mounts }
  return (
    <div className="space-y-3">
      <PageHeader
        title="Mapping"
        summary="The first rule that matches decides; what people chose by hand beats every rule"
      >
        <ButtonLink href="/mapping/suggestions">Suggestions</ButtonLink>
        {mayEdit ? (
          <>
            <Button disabled={!canUndo || pending || changed} onClick={() => run(() => actions.undo({}), 'Undone.')}>
              Undo last change
            </Button>
            {changed ? (
              <Button variant="ghost" onClick={() => setDraft(saved)}>
                Discard
              </Button>
            ) : null}
            <Button
              variant={changed ? 'primary' : 'default'}
              disabled={!changed || pending || state.kind !== 'ready'}
              title={changed ? undefined : 'Nothing is changed'}
              onClick={() => run(() => sendInput(actions.save, { rules: draft, version }), 'Saved.')}
            >
              {pending ? 'Saving…' : 'Save changes'}
            </Button>
          </>
        ) : null}
      </PageHeader>
      {notes}
      {message ? (
        <Notice weight={message.good ? 'good' : 'problem'} live>
          {message.text}
        </Notice>
      ) : null}
      <Card
        flush
        title="Rules"
        remark={
          mayEdit ? (
            <Button
              size="sm"
              onClick={() => {
                const place = placeOfNewRule(draft.rules)
                edit({ rules: draft.rules.toSpliced(place, 0, { match: {}, target: {} }) })
                setOpen(place)
              }}
            >
              <Plus className="size-3.5" aria-hidden="true" />
              Add rule
            </Button>
          ) : undefined
        }
      >
        {draft.rules.length === 0 ? (
          <p className="px-4 pb-4 text-muted">
            No rule yet, so no variable has a place in Vault. One empty rule sends every variable to the usual place:{' '}
            <code className="text-sm">{'{project_path}/{environment}/{protected}'}</code> in the first declared KV
            mount.
          </p>
        ) : (
          <RuleList
            rules={draft.rules}
            open={open}
            declared={declared}
            mayEdit={mayEdit}
            onOpen={setOpen}
            onChange={(rules) => edit({ rules })}
          />
        )}
      </Card>
      <RulesPreviewCard
        state={state}
        turning={state.kind === 'ready' && state.shown.page !== page}
        onPage={(next) => setAsked({ for: text, page: next })}
      />
      {questions}
      <div className="grid grid-cols-2 items-start gap-3 max-[1100px]:grid-cols-1">
        <Card flush title="Chosen by hand" remark={draft.choices.length || undefined}>
          <HandMadeList
            entries={draft.choices}
            empty="Nobody chose a place or answered a question by hand. The inventory does that for selected rows."
            mayEdit={mayEdit}
            describe={choiceText}
            onRemove={(entry) => edit({ choices: draft.choices.filter((choice) => choice !== entry) })}
          />
        </Card>
        <Card flush title="Excluded" remark={draft.excluded.length || undefined}>
          <HandMadeList
            entries={draft.excluded}
            empty="Nothing is excluded. Plain configuration may stay in GitLab, with a reason."
            mayEdit={mayEdit}
            describe={exclusionText}
            onRemove={(entry) => edit({ excluded: draft.excluded.filter((one) => one !== entry) })}
          />
        </Card>
        {draft.fates.length > 0 ? (
          <Card flush title="Retired and replaced" remark={draft.fates.length}>
            <HandMadeList
              entries={draft.fates}
              empty=""
              mayEdit={mayEdit}
              describe={fateText}
              onRemove={(entry) => edit({ fates: draft.fates.filter((one) => one !== entry) })}
            />
          </Card>
        ) : null}
      </div>
      <Card title="History">{history}</Card>
      <RulesTextCard text={yaml} mayEdit={mayEdit} read={actions.read} onRead={setDraft} />
    </div>
  )
}
