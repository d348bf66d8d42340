export type LockHolder = { pid: number; startTime: string; since: string; address?: string }
export function startTimeOf(pid: number): string | null
export function holderOf(file: string): LockHolder | null
export function takeLock(
  file: string,
  note?: Record<string, string>,
): { release: () => void; holder?: undefined } | { release?: undefined; holder: LockHolder }
