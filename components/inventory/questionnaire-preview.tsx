// Every line of the answers that would change something, from what to what, and every line that does not fit.
'use client'

import { useState } from 'react'
import type { QuestionnairePreview as Preview, PreviewedLine } from '@/lib/core/render/questionnaire-preview'
import { ChangeList } from '../mapping/change-list'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { StateBadge } from '../ui/state-badge'
import { CsvProblems } from './csv-problems'

const step = 200

export function QuestionnairePreview({ preview }: { preview: Preview }) {
  const { lines, also, owners, problems, rulesProblems } = preview
  const [shown, show] = useState(step)
  return (
    <div className="mt-4 space-y-4">
      {problems.length > 0 ? <CsvProblems problems={problems} unreadable={preview.unreadable} /> : null}
      {rulesProblems.length > 0 ? (
        <Notice weight="warning" title="The mapping would have problems">
          {rulesProblems.join(' ')}
        </Notice>
      ) : null}
      {lines.length > 0 ? (
        <section aria-label="Lines that change something">
          <table className="w-full table-fixed">
            <caption className="py-1 text-left font-semibold">
              {lines.length.toLocaleString('en')} {lines.length === 1 ? 'line says' : 'lines say'} something new
            </caption>
            <thead>
              <tr className="text-left text-sm text-muted">
                <th scope="col" className="h-7 w-14 font-medium">
                  Line
                </th>
                <th scope="col" className="w-[30%] font-medium">
                  Variable
                </th>
                <th scope="col" className="w-[26%] font-medium">
                  From → to
                </th>
                <th scope="col" className="font-medium">
                  Answer
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, shown).map((line) => (
                <LineRow key={line.line} line={line} />
              ))}
            </tbody>
          </table>
          {lines.length > shown ? (
            <Button size="sm" className="mt-2" onClick={() => show(shown + step)}>
              Show {Math.min(step, lines.length - shown)} more of {(lines.length - shown).toLocaleString('en')}
            </Button>
          ) : null}
        </section>
      ) : null}
      {owners.length > 0 ? (
        <section aria-label="Owners that change">
          <h3 className="font-semibold">Owners</h3>
          <ul className="text-muted">
            {owners.map(({ path, from, to }) => (
              <li key={path} className="[overflow-wrap:anywhere]">
                <span className="text-text">{path}</span>: {from || 'not known'} → {to.join(', ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {also.length > 0 ? (
        <section aria-label="Other rows that change">
          <h3 className="mb-1 font-semibold">Other rows that change because of it</h3>
          <ChangeList changes={also} />
        </section>
      ) : null}
    </div>
  )
}

function LineRow({ line }: { line: PreviewedLine }) {
  const { change } = line
  const cell = 'border-t border-line py-1.5 pr-3 align-top'
  return (
    <tr>
      <td className={`${cell} text-right tabular-nums text-muted`}>{line.line}</td>
      <th scope="row" className={`${cell} text-left font-mono text-sm font-normal [overflow-wrap:anywhere]`}>
        {line.label}
      </th>
      <td className={cell}>
        {change ? (
          <>
            <StateBadge state={change.from.state} /> <span aria-hidden="true">→</span>{' '}
            <StateBadge state={change.to.state} />
            {change.to.target && change.to.target !== change.from.target ? (
              <span className="block font-mono text-sm text-muted [overflow-wrap:anywhere]">{change.to.target}</span>
            ) : null}
          </>
        ) : (
          <span className="text-muted">stays</span>
        )}
      </td>
      <td className={`${cell} [overflow-wrap:anywhere]`}>
        {line.decides ? <p>{line.decides}</p> : null}
        {line.owners ? <p>owner: {line.owners}</p> : null}
        {line.comment ? <p className="whitespace-pre-line text-muted">“{line.comment}”</p> : null}
      </td>
    </tr>
  )
}
