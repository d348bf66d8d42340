export type LockHolder = {
  pid: number
  startTime: string
  since: string
  /** Where the holder's pages are. */
  address?: string
  /** Which database the holder runs on. */
  database?: string
  /** What the holder is: the launcher, or one run of the command. */
  kind?: string
}
export function startTimeOf(pid: number): string | null
export function holderOf(file: string): LockHolder | null
export function takeLock(
  file: string,
  note?: Record<string, string>,
): { release: () => void; holder?: undefined } | { release?: undefined; holder: LockHolder }
