// The program around Vault's JWT plugin: one question a line, one answer a line, started again where it died.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { childEnvironment } from './child-environment'

export type PluginAnswer = { configError: string | null; roleError: string | null; loginError: string | null }

type Running = {
  child: ChildProcessByStdio<Writable, Readable, Readable>
  answers: AsyncIterator<string>
  closed: Promise<unknown>
  /** The end of what it said of its death. */
  last: { text: string }
}

export class PluginProcess {
  private running: Running | null = null

  constructor(private readonly program: string) {}

  /** Gives the answer, or what the program said when it died over the question. Throws where it cannot be started. */
  async ask(question: string): Promise<PluginAnswer | { died: string }> {
    const { child, answers, closed, last } = this.running ?? this.start()
    child.stdin.write(`${question}\n`)
    const { value, done } = await answers.next()
    if (!done) return JSON.parse(value)
    this.running = null
    await closed
    if (child.pid === undefined) throw new Error(`${this.program} cannot be started`)
    return { died: last.text.trim().split('\n').slice(0, 2).join(' ') || `${child.signalCode ?? child.exitCode}` }
  }

  close(): void {
    this.running?.child.stdin.end()
    this.running = null
  }

  private start(): Running {
    const child = spawn(this.program, [], { env: childEnvironment(process.env), stdio: ['pipe', 'pipe', 'pipe'] })
    const last = { text: '' }
    // Whether it died is told by its standard output; a write to one that is gone must not end this process.
    child.stdin.on('error', () => {})
    child.on('error', () => {})
    child.stderr.on('data', (chunk: Buffer) => {
      last.text = (last.text + chunk.toString()).slice(0, 2000)
    })
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const closed = new Promise((resolve) => child.once('close', resolve))
    this.running = { child, answers, closed, last }
    return this.running
  }
}
