// The questions: about which rows, and the file that other teams answer in.
'use client'

import { Button, buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { Chip } from '../ui/chip'
import { Input } from '../ui/controls'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { inventoryAddress } from './inventory-address'
import { type QuestionnaireView, questionnaireAddress, questionnaireFilter, toggleGroup } from './questionnaire-address'

export function QuestionnaireExport({
  view,
  rows,
  errors,
  groups,
}: {
  view: QuestionnaireView
  rows: number
  errors: string[]
  groups: { group: string; open: number }[]
}) {
  const filter = questionnaireFilter(view)
  const file = (separator: string) => `/inventory/questionnaire/export?${new URLSearchParams({ filter, separator })}`
  return (
    <Card title="1. Ask">
      <p className="mb-3 max-w-[75ch] text-muted">
        One line per variable, without its value. Teams answer in the columns <code>secret?</code> and{' '}
        <code>still_used?</code> (yes or no), <code>owner</code>, <code>target_…</code> and <code>comment</code>; what
        stays empty or as it is changes nothing. The last column, <code>mark</code>, must stay: it tells whether a row
        changed since.
      </p>
      {groups.length > 0 ? (
        <nav aria-label="Groups with open variables" className="mb-3 flex flex-wrap gap-1.5">
          {groups.map(({ group, open }) => (
            <Chip
              key={group}
              href={questionnaireAddress(toggleGroup(view, group))}
              active={view.groups.includes(group)}
              count={open}
            >
              {group}
            </Chip>
          ))}
        </nav>
      ) : null}
      <form action="/inventory/questionnaire" className="flex flex-wrap items-end gap-2">
        {view.groups.length > 0 ? <input type="hidden" name="groups" value={view.groups.join(',')} /> : null}
        <Field label="Filter, as in the inventory" className="min-w-64 flex-1">
          {(ids) => <Input {...ids} name="filter" defaultValue={view.filter} key={view.filter} mono />}
        </Field>
        <Button type="submit">Count</Button>
      </form>
      {errors.length > 0 ? (
        <Notice weight="problem" live className="mt-3">
          {errors.join(' ')}
        </Notice>
      ) : (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {rows > 0 ? (
            <>
              <a className={buttonClass('primary')} href={file('comma')} download="questions.csv">
                Download {rows.toLocaleString('en')} {rows === 1 ? 'row' : 'rows'}
              </a>
              <a className={buttonClass()} href={file('semicolon')} download="questions.csv">
                With semicolons
              </a>
              <span className="text-muted">
                Semicolons are for an Excel whose language writes numbers with a comma.{' '}
                <a className="text-accent-text underline" href={inventoryAddress({ filter })}>
                  Look at the rows
                </a>
              </span>
            </>
          ) : (
            <p className="text-muted">No row to ask about: the filter finds none.</p>
          )}
        </div>
      )}
    </Card>
  )
}
