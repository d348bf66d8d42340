// How many variables are still to move, day by day. The numbers are also there as a table for screen readers.
import type { Overview } from '@/lib/core/render/overview'

type Point = Overview['burnDown'][number]

const width = 640
const height = 210
const left = 48
const bottom = 24
const top = 10

/** A round step that gives three to five lines. */
function gridStep(most: number): number {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? power * 10
}

const dayText = (date: string) =>
  new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export function BurnDown({
  points,
  end = null,
  target = null,
}: {
  points: Point[]
  /** The day on which nothing would be left at this pace. */
  end?: string | null
  target?: string | null
}) {
  const most = Math.max(1, ...points.map((point) => point.remaining))
  const step = gridStep(most)
  const ceiling = Math.ceil(most / step) * step
  const start = Date.parse(points[0]?.date ?? '')
  const lastDay = Date.parse(points.at(-1)?.date ?? '')
  // What lies further ahead than the past is long would squeeze the past: it is said in words beside the chart.
  const horizon = lastDay + Math.max(lastDay - start, 30 * 24 * 3600 * 1000)
  const ahead = [end, target].flatMap((date) => (date && Date.parse(date) <= horizon ? [Date.parse(date)] : []))
  const span = Math.max(1, Math.max(lastDay, ...ahead) - start)
  const xOf = (time: number) => left + ((time - start) / span) * (width - left - 14)
  const x = (point: Point) => xOf(Date.parse(point.date))
  const shown = (date: string | null) => (date && ahead.includes(Date.parse(date)) ? xOf(Date.parse(date)) : null)
  const [endX, targetX] = [shown(end), shown(target)]
  const y = (amount: number) => top + (1 - amount / ceiling) * (height - top - bottom)
  // A count holds until the next scan, so the line goes in steps.
  const line = points
    .map(
      (point, index) =>
        `${index ? `H${x(point).toFixed(1)}V` : `M${x(point).toFixed(1)} `}${y(point.remaining).toFixed(1)}`,
    )
    .join('')
  const last = points.at(-1)
  const only = points.length === 1 ? last : undefined
  const labels = points.filter((_, index) => index % Math.max(1, Math.ceil((points.length - 1) / 4)) === 0)
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height}`} className="w-full max-w-3xl" aria-hidden="true">
        {Array.from({ length: ceiling / step + 1 }, (_, index) => index * step).map((amount) => (
          <g key={amount}>
            <line x1={left} x2={width} y1={y(amount)} y2={y(amount)} className="stroke-line" />
            <text x={left - 8} y={y(amount) + 4} textAnchor="end" className="fill-faint text-[11px]">
              {amount.toLocaleString('en')}
            </text>
          </g>
        ))}
        {only ? (
          <line
            x1={left}
            x2={width}
            y1={y(only.remaining)}
            y2={y(only.remaining)}
            className="stroke-accent"
            strokeDasharray="3 5"
          />
        ) : null}
        {last && endX !== null ? (
          <line
            x1={x(last)}
            y1={y(last.remaining)}
            x2={endX}
            y2={y(0)}
            className="stroke-accent"
            strokeWidth="1.5"
            strokeDasharray="4 4"
          />
        ) : null}
        {targetX !== null ? (
          <>
            <line x1={targetX} x2={targetX} y1={top} y2={y(0)} className="stroke-amber" strokeDasharray="2 3" />
            <text x={targetX - 5} y={top + 10} textAnchor="end" className="fill-amber text-[11px]">
              target
            </text>
          </>
        ) : null}
        {last ? (
          <>
            <path d={`${line}V${y(0)}H${left}Z`} className="fill-accent-soft" />
            <path d={line} className="fill-none stroke-accent" strokeWidth="2" />
            <circle cx={x(last)} cy={y(last.remaining)} r="3.5" className="fill-accent" />
          </>
        ) : null}
        {labels.map((point, index) => (
          <text
            key={point.date}
            x={x(point)}
            y={height - 6}
            textAnchor={index === 0 ? 'start' : x(point) > width - 60 ? 'end' : 'middle'}
            className="fill-faint text-[11px]"
          >
            {dayText(point.date)}
          </text>
        ))}
      </svg>
      {only ? (
        <figcaption className="text-sm text-muted">
          One day so far. The line grows with each day that is scanned.
        </figcaption>
      ) : null}
      <table className="sr-only">
        <caption>Variables still to move</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Still to move</th>
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.date}>
              <th scope="row">{dayText(point.date)}</th>
              <td>{point.remaining}</td>
              <td>{point.total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
