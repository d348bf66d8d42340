// Moves: projects and groups that were renamed, transferred, archived or are there no more, and rules that name an old path.
import { FolderSync } from 'lucide-react'
import type { Metadata } from 'next'
import { RowPages } from '@/components/access/row-pages'
import { EstateTabs } from '@/components/duplicates/estate-tabs'
import { PageHeader } from '@/components/layout/page-header'
import { RenameButton } from '@/components/moves/rename-button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { Tag } from '@/components/ui/tag'
import { requireUser } from '@/lib/auth/require-user'
import { loadMoves, type ShownMove } from '@/lib/services/load-moves'
import { lookAtRename, saveRename } from './actions'

export const metadata: Metadata = { title: 'Moves' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

const size = 50

const sorts = [
  { what: 'moved', name: 'Renamed or transferred' },
  { what: 'archived', name: 'Archived' },
  { what: 'unarchived', name: 'Unarchived' },
  { what: 'deleted', name: 'Deleted or hidden' },
] as const

const address = (show: string | null, page = 1) => {
  const text = new URLSearchParams({
    ...(show ? { show } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  }).toString()
  return text ? `/inventory/moves?${text}` : '/inventory/moves'
}

export default async function MovesPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const asked = await searchParams
  const show = sorts.find(({ what }) => what === asked.show)?.what ?? null
  const number = Number(asked.page)
  const page = Number.isInteger(number) && number > 0 && number <= 100_000 ? number : 1
  const { moves, counts } = await loadMoves(show, page, size)
  const all = sorts.reduce((sum, { what }) => sum + counts[what], 0)
  return (
    <>
      <PageHeader title="Moves" summary="What became of projects and groups between two scans; their history follows" />
      <EstateTabs active="moves" />
      <nav aria-label="Quick filters" className="mb-2.5 flex flex-wrap gap-1.5">
        <Chip href={address(null)} active={show === null} count={all}>
          All
        </Chip>
        {sorts.map(({ what, name }) => (
          <Chip key={what} href={address(what)} active={show === what} count={counts[what]}>
            {name}
          </Chip>
        ))}
      </nav>
      <Card flush>
        {moves.length > 0 ? (
          <MovesTable moves={moves} mayEdit={user.role !== 'viewer'} />
        ) : (
          <EmptyState icon={FolderSync} title="Nothing moved">
            A scan compares each project and group by its number with the scan before.
          </EmptyState>
        )}
        <RowPages page={page} total={show ? counts[show] : all} size={size} address={(to) => address(show, to)} />
      </Card>
    </>
  )
}

const words = { moved: 'moved', archived: 'archived', unarchived: 'unarchived', deleted: 'deleted or hidden' } as const

function MovesTable({ moves, mayEdit }: { moves: ShownMove[]; mayEdit: boolean }) {
  const cell = 'h-8.5 border-t border-line px-2'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[900px] table-fixed" aria-label="Moves">
        <thead>
          <tr className="text-left text-sm text-muted">
            <th scope="col" className="h-8.5 w-[30%] px-4 font-medium">
              Path
            </th>
            <th scope="col" className="w-40 px-2 font-medium">
              What
            </th>
            <th scope="col" className="px-2 font-medium">
              Now at
            </th>
            <th scope="col" className="w-28 px-2 font-medium">
              Seen
            </th>
            <th scope="col" className="w-60 px-2 pr-4 font-medium">
              In the mapping
            </th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={move.id} className="hover:bg-raised">
              <th scope="row" className={`${cell} pl-4 text-left font-normal`}>
                <MiddleTruncate text={move.from} />
              </th>
              <td className={cell}>
                <Tag tint={move.what === 'deleted' ? 'amber' : 'plain'}>{words[move.what]}</Tag>{' '}
                <span className="text-sm text-muted">{move.kind}</span>
              </td>
              <td className={cell}>{move.to === null ? null : <MiddleTruncate text={move.to} />}</td>
              <td className={`${cell} tabular-nums`}>{move.at.slice(0, 10)}</td>
              <td className={`${cell} pr-4 text-sm`}>
                {move.what !== 'moved' || move.to === null ? null : move.parts === 0 ? (
                  <span className="text-muted">nothing names the old path</span>
                ) : mayEdit ? (
                  <RenameButton
                    move={{ id: move.id, from: move.from, to: move.to, parts: move.parts }}
                    actions={{ look: lookAtRename, save: saveRename }}
                  />
                ) : (
                  `${move.parts} name the old path`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
