// A grey shape where content is on its way.
import { classNames } from './class-names'

export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={classNames('rounded-md bg-neutral-soft [animation:pulse-soft_1.6s_ease-in-out_infinite]', className)}
    />
  )
}
