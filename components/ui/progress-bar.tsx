// How far something is; without a total it moves without an end.
import { classNames } from './class-names'

export function ProgressBar({ done, total, label }: { done: number; total: number | null; label: string }) {
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : null
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share ?? undefined}
      className="h-1.5 overflow-hidden rounded-full bg-neutral-soft"
    >
      <div
        className={classNames(
          'h-full rounded-full bg-accent transition-[width] duration-500',
          share === null && '[animation:pulse-soft_1.2s_ease-in-out_infinite]',
        )}
        style={{ width: `${share ?? 30}%` }}
      />
    </div>
  )
}
