// Words for what could be done about a key that several projects define.
import type { Advice } from '@/lib/core/inventory/duplicates'

export const adviceWords = {
  group: { chip: 'Could be one group variable', tag: 'could be one group variable' },
  above: { chip: 'Defined above as well', tag: 'defined above as well' },
  apart: { chip: 'No common group', tag: 'no common group' },
} as const satisfies Record<Advice, { chip: string; tag: string }>
