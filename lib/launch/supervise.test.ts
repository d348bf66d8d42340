// A supervised child: started again, given up, stopped with everything that it started.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { startTimeOf } from '../../bin/setup/pid-lock.mjs'
import { type Supervised, supervise } from './supervise'

const shell = (script: string): ChildProcess =>
  spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })

async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

it('starts a killed child again and says how it ended', async () => {
  const said: string[] = []
  const child = supervise({
    name: 'web',
    start: () => shell('exec sleep 60'),
    tell: (text) => said.push(text),
    giveUp: () => {},
    firstPause: 1,
  })
  const first = await until(child.pid)
  process.kill(first, 'SIGKILL')
  const second = await until(() => child.pid() !== first && child.pid())
  expect(said).toEqual(['web ended by SIGKILL; it is started again.'])
  await child.stop()
  expect(startTimeOf(second)).toBe(null)
})

it('gives up once when the child never lives, and starts it no more', async () => {
  let starts = 0
  let stop: Supervised | undefined
  const gave = await new Promise<string>((resolve) => {
    const start = () => {
      starts += 1
      return shell('exit 3')
    }
    stop = supervise({ name: 'worker', start, tell: () => {}, giveUp: resolve, firstPause: 1, most: 3 })
  })
  expect(gave).toBe('worker')
  expect(starts).toBe(3)
  await stop?.stop()
})

it('stops what the child itself started, even when the child ignores the request', async () => {
  let grandchild = 0
  const child = supervise({
    name: 'worker',
    start: () => {
      const started = shell("trap '' TERM; sleep 60 & echo $!; wait; wait")
      started.stdout?.on('data', (chunk) => {
        grandchild = Number(String(chunk).trim())
      })
      return started
    },
    tell: () => {},
    giveUp: () => {},
    grace: 100,
  })
  await until(() => grandchild)
  const leader = child.pid() ?? 0
  await child.stop()
  await until(() => gone(grandchild))
  expect(startTimeOf(leader)).toBe(null)
})

it('does not start a child again that was asked to stop', async () => {
  let starts = 0
  const start = () => {
    starts += 1
    return shell('exec sleep 60')
  }
  const child = supervise({ name: 'web', start, tell: () => {}, giveUp: () => {}, firstPause: 1 })
  await child.stop()
  expect(starts).toBe(1)
})

// Where process 1 does not collect the ended children of others, they stay in the table as zombies.
function gone(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return startTimeOf(pid) === null
  }
}
