// Starts the whole of Cutover as a person does, against a demo GitLab of its own, in a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DemoGitlab, type DemoGitlabOptions, startDemoGitlab } from './demo-gitlab/start-demo-gitlab.ts'
import { freePort } from './free-port.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

export type RunningCutover = {
  url: string
  signInLink: string
  gitlab: DemoGitlab
  dataFolder: string
  /** Everything that its processes printed. */
  log: () => string
  /** Runs the `cutover` command on the same data folder. */
  command: (...args: string[]) => Promise<{ code: number | null; stdout: string; stderr: string }>
  stop: () => Promise<void>
}

type Options = { gitlab?: DemoGitlabOptions; env?: Record<string, string>; writeToken?: boolean }

/** Resolves when the sign-in link is printed; fails with what was printed when it never is. */
export async function startCutover({
  gitlab: demo = {},
  env = {},
  writeToken = true,
}: Options = {}): Promise<RunningCutover> {
  const gitlab = await startDemoGitlab(demo)
  const dataFolder = mkdtempSync('/tmp/cutover-browser-')
  // As root the database runs as another user, who must be able to pass through.
  chmodSync(dataFolder, 0o755)
  const tokens = mkdtempSync('/tmp/cutover-tokens-')
  const tokenFile = (name: 'read' | 'write') => {
    const file = path.join(tokens, name)
    writeFileSync(file, gitlab.tokens[name], { mode: 0o600 })
    return file
  }
  const environment: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: String(await freePort()),
    CUTOVER_DATA: path.join(dataFolder, 'data'),
    GITLAB_URL: gitlab.url,
    GITLAB_TOKEN_FILE: tokenFile('read'),
    ...(writeToken ? { GITLAB_WRITE_TOKEN_FILE: tokenFile('write') } : {}),
    ...env,
  }
  const child = run([path.join('bin', 'start.mjs')], environment)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  const signInLink = await waitForLink(child, () => said)
  return {
    url: new URL(signInLink).origin,
    signInLink,
    gitlab,
    dataFolder: path.join(dataFolder, 'data'),
    log: () => said,
    command: (...args) => finish(run([path.join('bin', 'cutover.mjs'), ...args], environment)),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await gitlab.close()
      for (const folder of [dataFolder, tokens]) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function run(args: string[], environment: Record<string, string | undefined>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    env: environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function finish(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => (stdout += chunk))
  child.stderr?.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

function waitForLink(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const link = /http:\/\/\S+\/sign-in\?token=\S+/.exec(said())?.[0]
      if (link) resolve(link)
    })
    child.once('exit', (code) => reject(new Error(`Cutover ended with ${code} before it was ready:\n${said()}`)))
  })
}
