// One generated file to review: the code or its difference, its problems, and why each block is there.
'use client'

import { useState } from 'react'
import type { ArtefactFile } from '@/lib/core/render/artefact-file'
import { LazyCodeView } from '../code-editor/lazy-code-view'
import { buttonClass } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { MiddleTruncate } from '../ui/middle-truncate'
import { RecipeText } from '../ui/recipe-text'
import { Tag } from '../ui/tag'

/** `line` is where to begin, when the address names one; else the first explained line. */
export function ArtefactView({ file, line: asked }: { file: ArtefactFile; line: number | null }) {
  const [line, setLine] = useState(file.why[0]?.line ?? 1)
  const first = asked ?? file.why[0]?.line ?? null
  const [goTo, setGoTo] = useState(first === null ? null : { line: first })
  const reasons = [...file.why].sort((a, b) => a.line - b.line)
  const reason = reasons.findLast((one) => one.line <= line) ?? null
  const diff = file.before !== null && file.before !== file.text
  return (
    <section
      aria-label="The file"
      className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-xl border border-line bg-surface"
    >
      <div className="flex min-h-11 items-center gap-2 border-b border-line py-1.5 pr-2 pl-4">
        <MiddleTruncate text={file.path} copy="path" className="min-w-0 flex-1 font-mono text-sm font-medium" />
        {file.before === null ? (
          <Tag tint="green">new file</Tag>
        ) : diff ? (
          <Tag tint="blue">changes a file</Tag>
        ) : (
          <Tag>unchanged</Tag>
        )}
        {file.environment ? <Tag>{file.environment}</Tag> : null}
        <CopyButton text={file.text} label="the file" className={buttonClass('default', 'sm')}>
          Copy
        </CopyButton>
        <a
          href={`/artefacts/download?${new URLSearchParams({ file: file.path })}`}
          download
          className={buttonClass('default', 'sm')}
        >
          Download
        </a>
      </div>
      <div className="min-h-0 flex-1">
        <LazyCodeView
          label={file.path}
          text={file.text}
          before={diff ? file.before : null}
          language={file.language}
          problems={file.problems}
          explained={reasons.map((one) => one.line)}
          goTo={goTo}
          onLine={setLine}
        />
      </div>
      {file.problems.length > 0 ? (
        <ul
          aria-label="Problems"
          className="thin-scroll max-h-28 overflow-y-auto border-t border-line bg-amber-soft py-1"
        >
          {file.problems.map((problem) => (
            <li key={`${problem.line} ${problem.text}`}>
              <button
                type="button"
                onClick={() => setGoTo({ line: problem.line })}
                className="flex w-full gap-3 px-4 py-1 text-left hover:underline"
              >
                <span className="w-14 shrink-0 font-medium text-amber">line {problem.line}</span>
                <span className="text-text">{problem.text}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {reasons.length > 0 ? (
        <section aria-label="Why is this line here?" className="border-t border-line px-4 py-2.5">
          <div className="flex items-baseline justify-between gap-3">
            <h2 className="font-semibold">Why is this line here?</h2>
            <details className="relative">
              <summary className="rounded-sm text-sm text-muted hover:text-text">
                {reasons.length === 1 ? 'The one explanation' : `All ${reasons.length} explanations`}
              </summary>
              <ol className="thin-scroll absolute right-0 bottom-7 z-10 max-h-72 w-[min(560px,60vw)] overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 shadow-[var(--shadow-pop)]">
                {reasons.map((one) => (
                  <li key={`${one.line} ${one.text}`}>
                    <button
                      type="button"
                      onClick={() => setGoTo({ line: one.line })}
                      className="flex w-full gap-3 rounded-md px-2.5 py-1.5 text-left hover:bg-accent-soft"
                    >
                      <span className="w-14 shrink-0 text-muted">line {one.line}</span>
                      <span>
                        <RecipeText>{one.text}</RecipeText>
                      </span>
                    </button>
                  </li>
                ))}
              </ol>
            </details>
          </div>
          <p aria-live="polite" className="mt-0.5 min-h-10 [overflow-wrap:anywhere]">
            <span className="text-muted">Line {line}: </span>
            {reason ? <RecipeText>{reason.text}</RecipeText> : 'it stands in the file as it is today.'}
          </p>
        </section>
      ) : null}
    </section>
  )
}
