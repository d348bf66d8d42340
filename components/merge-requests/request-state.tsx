// The state of a merge request: a shape, a word and a tint.
import {
  CircleAlert,
  CircleDashed,
  CircleX,
  GitMerge,
  GitPullRequest,
  GitPullRequestClosed,
  type LucideIcon,
  OctagonX,
  Replace,
} from 'lucide-react'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { classNames } from '../ui/class-names'

const looks: Record<MergeRequestRow['state'], { word: string; icon: LucideIcon; tint: string; means: string }> = {
  queued: { word: 'Queued', icon: CircleDashed, tint: 'bg-neutral-soft text-neutral', means: 'waits for the worker' },
  opening: { word: 'Opening', icon: CircleDashed, tint: 'bg-blue-soft text-blue', means: 'the worker is at it' },
  open: { word: 'Open', icon: GitPullRequest, tint: 'bg-accent-soft text-accent-text', means: 'a draft, to review' },
  merged: { word: 'Merged', icon: GitMerge, tint: 'bg-purple-soft text-purple', means: 'merged in GitLab' },
  closed: {
    word: 'Closed',
    icon: GitPullRequestClosed,
    tint: 'bg-neutral-soft text-neutral',
    means: 'closed without a merge; never opened again by itself',
  },
  superseded: {
    word: 'Superseded',
    icon: Replace,
    tint: 'bg-neutral-soft text-neutral',
    means: 'a newer one replaced it',
  },
  invalid: {
    word: 'Invalid',
    icon: OctagonX,
    tint: 'bg-red-soft text-red',
    means: 'GitLab’s lint refused it; the branch is gone',
  },
  refused: { word: 'Refused', icon: CircleX, tint: 'bg-amber-soft text-amber', means: 'not possible as things are' },
  failed: { word: 'Failed', icon: CircleAlert, tint: 'bg-red-soft text-red', means: 'an error on the way' },
}

export function RequestState({ state }: { state: MergeRequestRow['state'] }) {
  const { word, icon: Icon, tint, means } = looks[state]
  return (
    <span
      title={means}
      className={classNames('inline-flex h-5.5 items-center gap-1.5 rounded-md px-1.5 text-sm font-medium', tint)}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {word}
    </span>
  )
}
