// How each state looks and reads: a shape, a word and a tint, the same on every page.
import type { ReactNode } from 'react'
import type { State } from '@/lib/core/mapping/plan'

export type StateLook = { word: string; tint: string; fill: string; shape: ReactNode }

const ring = <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
const check = <path d="m2 6.5 2.7 2.7L10 3.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
const doubleCheck = (
  <path d="m1 6.8 2 2 4.4-5M5.6 8.3l.6.6L11 3.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
)
const arrow = <path d="M1.5 6h8M6.5 2.8 9.7 6 6.5 9.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
const half = (
  <>
    {ring}
    <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
  </>
)
const shield = (
  <path
    d="M6 1 10 2.4v3.2c0 2.6-1.7 4.4-4 5.4-2.3-1-4-2.8-4-5.4V2.4zM4.2 6l1.3 1.3L8 4.8"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.3"
  />
)
const rings = (
  <g fill="none" stroke="currentColor" strokeWidth="1.4">
    <circle cx="4.2" cy="6" r="3" />
    <circle cx="7.8" cy="6" r="3" />
  </g>
)
const dot = (
  <>
    {ring}
    <circle cx="6" cy="6" r="2" fill="currentColor" />
  </>
)
const octagon = (
  <path
    d="M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5zM5.2 2.6v4h1.6v-4zM5.2 7.8v1.6h1.6V7.8z"
    fill="currentColor"
    fillRule="evenodd"
  />
)
const bar = (
  <>
    {ring}
    <path d="M3 9 9 3" stroke="currentColor" strokeWidth="1.5" />
  </>
)
const pause = <path d="M4 2v8M8 2v8" stroke="currentColor" strokeWidth="2" />
const swap = <path d="M1.5 4h8L7.3 1.8M10.5 8h-8l2.2 2.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
const dashed = (
  <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2" />
)

const neutral = 'bg-neutral-soft text-neutral'

export const stateLooks: Record<State, StateLook> = {
  discovered: { word: 'Open', tint: neutral, fill: 'bg-faint', shape: ring },
  mapped: { word: 'Mapped', tint: 'bg-blue-soft text-blue', fill: 'bg-blue', shape: half },
  approved: { word: 'Approved', tint: 'bg-purple-soft text-purple', fill: 'bg-purple', shape: shield },
  seeded: { word: 'Seeded', tint: 'bg-indigo-soft text-indigo', fill: 'bg-indigo', shape: dot },
  dual_run: { word: 'Dual-run', tint: 'bg-amber-soft text-amber', fill: 'bg-amber', shape: rings },
  cut_over: { word: 'Cut over', tint: 'bg-accent-soft text-accent-text', fill: 'bg-accent', shape: arrow },
  quarantined: { word: 'Quarantined', tint: 'bg-amber-soft text-amber', fill: 'bg-amber', shape: pause },
  deleted: { word: 'Deleted', tint: 'bg-green-soft text-green', fill: 'bg-green', shape: check },
  confirmed: { word: 'Confirmed', tint: 'bg-green-soft text-green', fill: 'bg-green', shape: doubleCheck },
  excluded: { word: 'Excluded', tint: neutral, fill: 'bg-control', shape: bar },
  retired: { word: 'Retired', tint: neutral, fill: 'bg-line-strong', shape: pause },
  replaced: { word: 'Replaced', tint: 'bg-accent-soft text-accent-text', fill: 'bg-accent', shape: swap },
  blocked: { word: 'Blocked', tint: 'bg-red-soft text-red', fill: 'bg-red', shape: octagon },
  gone: { word: 'Gone', tint: neutral, fill: 'bg-line-strong', shape: dashed },
}
