// A time as people say it, with the exact one on hover.
'use client'

import { useEffect, useState } from 'react'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** “4 minutes ago”, “in 3 days”; under 45 seconds “just now”. */
export function relativeText(at: number, now: number): string {
  let amount = (at - now) / 1000
  if (Math.abs(amount) < 45) return 'just now'
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return words.format(Math.round(amount), unit)
    amount /= size
  }
  return words.format(Math.round(amount), 'year')
}

export function RelativeTime({ at }: { at: string }) {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const exact = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
  return (
    <time dateTime={at} title={exact}>
      {now === null ? exact : relativeText(Date.parse(at), now)}
    </time>
  )
}
