// The tree of generated files; each is a link, so that the address says which one is open.
import { ChevronRight, FileDiff, FilePlus2, FileText } from 'lucide-react'
import Link from 'next/link'
import { classNames } from '../ui/class-names'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import type { TreeFile, TreeFolder } from './artefact-tree'

export const fileAddress = (path: string, find = '') =>
  `/artefacts?${new URLSearchParams({ file: path, ...(find ? { find } : {}) })}`

function FileLine({ file, open, find }: { file: TreeFile; open: boolean; find: string }) {
  const Icon = file.changed ? FileDiff : file.kind === 'ci' && file.isNew ? FilePlus2 : FileText
  return (
    <li>
      <Link
        href={fileAddress(file.path, find)}
        scroll={false}
        prefetch={false}
        aria-current={open ? 'true' : undefined}
        className={classNames(
          'flex h-7 items-center gap-1.5 rounded-md px-2 text-sm',
          open ? 'bg-accent-soft font-medium text-accent-text' : 'text-muted hover:bg-raised hover:text-text',
        )}
      >
        <Icon className="size-3.5 shrink-0" aria-hidden="true" />
        <MiddleTruncate text={file.name} className="flex-1" />
        {file.problems > 0 ? (
          <Tag tint="amber" title={`${file.problems} problems`}>
            {file.problems}
            <span className="sr-only"> problems</span>
          </Tag>
        ) : null}
      </Link>
    </li>
  )
}

/** Long lists of policies and roles stay closed until one of their files is open. */
const isOpen = (folder: TreeFolder, open: string) =>
  folder.files.length + folder.folders.length <= 12 ||
  folder.path.startsWith('projects') ||
  open.startsWith(`${folder.path}/`)

/** `find` is what the search field holds, so that it stays. */
export function ArtefactList({ folder, open, find }: { folder: TreeFolder; open: string; find: string }) {
  return (
    <ul className={folder.path ? 'ml-2 border-l border-line pl-1' : undefined}>
      {folder.folders.map((child) => (
        <li key={child.path}>
          <details open={isOpen(child, open)} className="group/folder">
            <summary className="flex h-7 items-center gap-1 rounded-md px-1 text-sm font-medium hover:bg-raised [&::-webkit-details-marker]:hidden">
              <ChevronRight
                className="size-3.5 shrink-0 text-muted [details[open]>summary>&]:rotate-90"
                aria-hidden="true"
              />
              <MiddleTruncate text={child.name} className="min-w-0 flex-1" />
              <span className="pr-1 font-normal text-faint">{child.files.length || null}</span>
            </summary>
            <ArtefactList folder={child} open={open} find={find} />
          </details>
        </li>
      ))}
      {folder.files.map((file) => (
        <FileLine key={file.path} file={file} open={file.path === open} find={find} />
      ))}
    </ul>
  )
}
