// What is not rendered, and why. Nothing disappears without a word.
import Link from 'next/link'
import { Fragment } from 'react'
import { isProblemCode } from '@/lib/core/inventory/long-recipes'
import { recipeAddress } from '@/lib/core/inventory/recipe-address'
import type { LeftOut } from '@/lib/core/render/artefact-file'
import { inventoryAddress } from '../inventory/inventory-address'
import { MiddleTruncate } from '../ui/middle-truncate'
import { problemWords } from '../ui/problem-words'

/** The reason in words: a person's own, or those of the codes that block. */
function reasonText(reason: string): string {
  if (reason.startsWith('excluded: ')) return `Excluded: ${reason.slice('excluded: '.length)}`
  if (reason.startsWith('retired: ')) return `Retired: ${reason.slice('retired: '.length)}`
  if (reason.startsWith('replaced: ')) return `Replaced: ${reason.slice('replaced: '.length)}`
  if (reason === 'open') return 'No rule matches it'
  if (reason === 'gone') return 'No longer in GitLab'
  if (reason === 'unused') return 'No job uses it'
  if (reason === 'uses_unknown') return 'No known job uses it; something was not read'
  if (reason === 'key_not_exportable') return 'A shell cannot export a variable of this name'
  return reason.split(', ').map(problemWords).join(', ')
}

const most = 200

const codesOf = (reason: string) => reason.split(', ').flatMap((code) => (isProblemCode(code) ? [code] : []))

/** Codes lead to their recipes. */
function Reason({ reason }: { reason: string }) {
  const codes = codesOf(reason)
  if (codes.length < reason.split(', ').length) return reasonText(reason)
  return codes.map((code, index) => (
    <Fragment key={code}>
      {index > 0 ? ', ' : ''}
      <Link href={recipeAddress(code)} prefetch={false} className="rounded-sm hover:underline">
        {problemWords(code)}
      </Link>
    </Fragment>
  ))
}

export function LeftOutList({ leftOut }: { leftOut: LeftOut[] }) {
  if (leftOut.length === 0) return <p className="px-4 pb-4 text-muted">Everything that is mapped is rendered.</p>
  return (
    <div className="thin-scroll max-h-96 overflow-y-auto">
      <table className="w-full table-fixed" aria-label="Left out">
        <colgroup>
          <col className="w-[26%]" />
          <col className="w-[26%]" />
          <col className="w-[12%]" />
          <col />
        </colgroup>
        <thead>
          <tr className="text-left text-sm text-muted">
            <th scope="col" className="h-8 px-4 font-medium">
              Variable
            </th>
            <th scope="col" className="px-2 font-medium">
              Where
            </th>
            <th scope="col" className="px-2 font-medium">
              Scope
            </th>
            <th scope="col" className="px-2 font-medium">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {leftOut.slice(0, most).map((row) => (
            <tr key={JSON.stringify([row.level, row.owner, row.key, row.environment_scope, row.reason])}>
              <td className="h-8.5 border-t border-line px-4 font-mono text-sm">
                <Link
                  href={inventoryAddress({ filter: `key:${row.key}` })}
                  prefetch={false}
                  className="flex rounded-sm hover:underline"
                >
                  <MiddleTruncate text={row.key} />
                </Link>
              </td>
              <td className="border-t border-line px-2 text-muted">
                <MiddleTruncate text={row.owner ?? 'instance'} />
              </td>
              <td className="border-t border-line px-2">
                <MiddleTruncate text={row.environment_scope} className="font-mono text-sm" />
              </td>
              <td className="truncate border-t border-line px-2" title={reasonText(row.reason)}>
                <Reason reason={row.reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut.length > most ? (
        <p className="border-t border-line px-4 py-2 text-muted">
          The first {most} of {leftOut.length.toLocaleString('en')}. The{' '}
          <Link href={inventoryAddress({})} prefetch={false} className="rounded-sm underline underline-offset-2">
            inventory
          </Link>{' '}
          has all of them, by what blocks them and by who uses them.
        </p>
      ) : null}
    </div>
  )
}
