// Groups of duplicates: the key, its settings, in how many projects, and what could be done.
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { type DuplicateGroup, type Shape, shapeFilter } from '@/lib/core/inventory/duplicates'
import { inventoryAddress } from '../inventory/inventory-address'
import { classNames } from '../ui/class-names'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { adviceWords } from './advice-words'
import { type DuplicatesView, duplicatesAddress } from './duplicates-address'

const cell = 'border-t border-line px-2 py-1.5 align-top'

export function DuplicatesTable({ groups, view }: { groups: DuplicateGroup[]; view: DuplicatesView }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[1000px] table-fixed" aria-label="Duplicate keys">
        <colgroup>
          <col className="w-48" />
          <col className="w-52" />
          <col className="w-24" />
          <col />
          <col className="w-64" />
        </colgroup>
        <thead>
          <tr className="text-sm text-muted">
            <SortHead column="key" view={view} />
            <th scope="col" className="h-8.5 px-2 text-left font-medium">
              Settings that they share
            </th>
            <SortHead column="projects" view={view} />
            <th scope="col" className="px-2 text-left font-medium">
              Where
            </th>
            <th scope="col" className="px-2 pr-4 text-left font-medium">
              What could be done
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow key={JSON.stringify(group.shape)} group={group} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function GroupRow({ group }: { group: DuplicateGroup }) {
  const { shape, projects, some } = group
  const rows = inventoryAddress({ filter: shapeFilter(shape) })
  const more = projects - some.length
  return (
    <tr className="hover:bg-raised">
      <th scope="row" className={classNames(cell, 'pl-4 text-left font-normal')}>
        <Link
          href={rows}
          prefetch={false}
          className="flex min-h-6 min-w-0 items-center rounded-sm font-mono text-sm font-medium hover:underline"
        >
          <MiddleTruncate text={shape.key} />
        </Link>
        {group.shapes > 1 ? (
          <Link
            href={duplicatesAddress({ filter: `key:${shape.key}` })}
            prefetch={false}
            className="inline-flex min-h-6 items-center text-sm text-muted underline underline-offset-2"
          >
            {group.shapes} kinds of settings
          </Link>
        ) : null}
      </th>
      <td className={cell}>
        <Settings shape={shape} />
      </td>
      <td className={classNames(cell, 'text-right')}>
        <Link
          href={rows}
          prefetch={false}
          className="inline-flex min-h-6 min-w-6 items-center justify-end rounded-sm font-medium tabular-nums underline underline-offset-2"
        >
          {projects.toLocaleString('en')}
        </Link>
      </td>
      <td className={cell}>
        <ul>
          {some.map(({ id, project }) => (
            <li key={id}>
              <Link
                href={inventoryAddress({ filter: shapeFilter(shape), row: id })}
                prefetch={false}
                className="flex min-h-6 min-w-0 items-center rounded-sm text-sm hover:underline"
              >
                <MiddleTruncate text={project} />
              </Link>
            </li>
          ))}
          {more > 0 ? (
            <li>
              <Link
                href={rows}
                prefetch={false}
                className="inline-flex min-h-6 items-center text-sm text-muted underline underline-offset-2"
              >
                and {more.toLocaleString('en')} more
              </Link>
            </li>
          ) : null}
        </ul>
      </td>
      <td className={classNames(cell, 'pr-4 text-sm')}>
        <AdviceText group={group} />
      </td>
    </tr>
  )
}

function Settings({ shape }: { shape: Shape }) {
  return (
    <span className="flex flex-wrap gap-1">
      <Tag title="Environment scope">{shape.environmentScope}</Tag>
      <Tag tint={shape.masked ? 'plain' : 'amber'}>
        {shape.masked ? (shape.hidden ? 'masked and hidden' : 'masked') : 'not masked'}
      </Tag>
      <Tag>{shape.protected ? 'protected' : 'not protected'}</Tag>
      {shape.variableType === 'file' ? <Tag>file</Tag> : null}
      {shape.raw === null ? <Tag tint="amber">raw: unknown</Tag> : <Tag>{shape.raw ? 'raw' : 'expanded'}</Tag>}
    </span>
  )
}

function AdviceText({ group }: { group: DuplicateGroup }) {
  const { advice, commonGroup, projectsInGroup, projects } = group
  const others = projectsInGroup === null ? null : projectsInGroup - projects
  return (
    <>
      <Tag tint={advice === 'group' ? 'accent' : 'plain'}>{adviceWords[advice].tag}</Tag>
      <p className="mt-0.5 text-muted">
        {advice === 'above'
          ? 'A group above, or the instance, has this key and scope. The projects win over it; where the values are the same, theirs can go.'
          : commonGroup === null
            ? 'Their top-level groups differ, so only an instance variable would reach all of them.'
            : `In ${commonGroup}${
                others === null
                  ? ''
                  : others <= 0
                    ? ', and all of its projects have it.'
                    : `, it would reach ${others.toLocaleString('en')} more ${others === 1 ? 'project' : 'projects'}.`
              }`}
      </p>
    </>
  )
}

function SortHead({ column, view }: { column: 'key' | 'projects'; view: DuplicatesView }) {
  const sorted = view.sort === column
  const Arrow = column === 'key' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sorted ? (column === 'key' ? 'ascending' : 'descending') : undefined}
      className={classNames('h-8.5 px-2 font-medium', column === 'key' ? 'pl-4 text-left' : 'text-right')}
    >
      <Link
        href={duplicatesAddress({ ...view, sort: column, page: 1 })}
        scroll={false}
        className={classNames('inline-flex items-center gap-1 rounded-sm hover:text-text', sorted && 'text-text')}
      >
        {sorted ? <Arrow className="size-3" aria-hidden="true" /> : null}
        {column === 'key' ? 'Variable' : 'Projects'}
      </Link>
    </th>
  )
}
