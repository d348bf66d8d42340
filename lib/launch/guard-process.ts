// Ends a process when the launcher is gone, even by kill -9: a shell waits on a pipe that only the launcher holds open.
import { spawn } from 'node:child_process'
import type { DatabaseUser } from './database-user'
import { onlyThese } from './only-these'

/** `dismiss` ends the guard and leaves the process alone; call it when the process has ended, since ids are used again. */
export function guardProcess(pid: number, signal: 'INT' | 'TERM', user: DatabaseUser | null): { dismiss: () => void } {
  const guard = spawn(
    '/bin/sh',
    ['-c', 'read -r word; [ "$word" = dismissed ] || kill -s "$1" "$2"', 'sh', signal, String(pid)],
    {
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
      cwd: '/',
      env: onlyThese({ PATH: '/usr/bin:/bin' }),
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  )
  guard.on('error', () => {})
  guard.stdin.on('error', () => {})
  guard.unref()
  return { dismiss: () => guard.stdin.end('dismissed\n') }
}
