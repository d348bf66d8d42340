// GitLab Runner's Vault code as a program: built into the cache as the server is, and asked many secrets at once.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { buildProgram, type GoProgram } from '../build-program'
import { cacheFolder } from '../cache-folder'
import { childEnvironment } from '../child-environment'
import type { RunnerSecret } from './job-secrets'

/** The module's version is a development state of 19.4. */
const runner: GoProgram = { name: "GitLab Runner's Vault code", folder: 'runner', ldflags: '-s -w' }

export type RunnerAnswer = { value?: string; error?: string }

/** Gives the program, or in one line why there is none. */
export function buildRunner(say: (line: string) => void): Promise<{ file: string } | { skip: string }> {
  return buildProgram(cacheFolder(process.env), runner, say)
}

/** Gives an answer for each secret, in order. Throws where the program fails. */
export async function askRunner(program: string, secrets: readonly RunnerSecret[]): Promise<RunnerAnswer[]> {
  const child = spawn(program, [], { env: childEnvironment(process.env), stdio: ['pipe', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  child.stdin.end(`${JSON.stringify({ secrets })}\n`)
  if ((await code) !== 0) throw new Error(`${runner.name} failed: ${Buffer.concat(err).toString().trim()}`)
  const answered: { answers: RunnerAnswer[] } = JSON.parse(Buffer.concat(out).toString())
  return answered.answers
}
