// A number today and after cut-over, side by side, greener where it shrinks.
import { ArrowRight } from 'lucide-react'
import type { RadiusCounts } from '@/lib/core/render/blast-radius-view'
import { leastText } from '@/lib/core/render/blast-radius-view'
import { classNames } from '../ui/class-names'

export function ChangeText({ today, after, shrinks }: { today: string; after: string; shrinks: boolean }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 tabular-nums">
      <span className="text-muted">{today}</span>
      <ArrowRight className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
      <span className="sr-only">after cut-over</span>
      <span className={classNames('font-semibold', shrinks && 'text-green')}>{after}</span>
    </span>
  )
}

type Sides = { today: RadiusCounts; after: RadiusCounts }

export function PeopleChange({ today, after }: Sides) {
  return (
    <ChangeText
      today={leastText(today.people, today.peopleUnknown)}
      after={leastText(after.people, after.peopleUnknown)}
      shrinks={after.peopleUnknown === 0 && after.people < today.people}
    />
  )
}

export function JobsChange({ today, after }: Sides) {
  return (
    <ChangeText
      today={leastText(today.jobs, today.jobsUnknown)}
      after={leastText(after.jobs, after.jobsUnknown)}
      shrinks={after.jobs < today.jobs}
    />
  )
}

/** “any ref of 3 projects”, “4 protected refs of 1 project”, “no ref”. None counted is no count where who may push is unknown. */
export function refText({ anyRef, protectedRefs, projects, peopleUnknown }: RadiusCounts): string {
  if (projects === 0) return 'no ref'
  const where = `${projects.toLocaleString('en')} ${projects === 1 ? 'project' : 'projects'}`
  if (anyRef) return `any ref of ${where}`
  if (peopleUnknown > 0) {
    return protectedRefs === 0 ? `protected refs of ${where}` : `at least ${refsOf(protectedRefs)} of ${where}`
  }
  return `${refsOf(protectedRefs)} of ${where}`
}

const refsOf = (count: number) => `${count.toLocaleString('en')} protected ${count === 1 ? 'ref' : 'refs'}`

export function RefsChange({ today, after }: Sides) {
  const shrinks = (today.anyRef && !after.anyRef) || after.projects < today.projects
  return <ChangeText today={refText(today)} after={refText(after)} shrinks={shrinks} />
}
