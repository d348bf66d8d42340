// What the demo GitLab keeps over a restart: tokens, port, signing key, and the projects and groups that were changed.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TokenName } from './http/authenticate.ts'
import { SigningKey } from './oidc/signing-key.ts'
import type { Group } from './world/group.ts'
import type { Project } from './world/project.ts'
import type { Variable } from './world/variable.ts'
import type { World } from './world/world.ts'

export class StateDir {
  readonly tokens: Record<TokenName, string>
  #dir: string | undefined
  #changes: string
  #key: SigningKey | undefined

  /**
   * Without a folder nothing is kept. The folder is made if it is not there. Changes are kept apart per `estate`, so that
   * those of the story never end up in a generated estate.
   */
  constructor(dir: string | undefined, estate: string) {
    this.#dir = dir
    this.#changes = `changes-${estate}`
    if (dir !== undefined) mkdirSync(path.join(dir, this.#changes), { recursive: true, mode: 0o700 })
    this.tokens = this.#read<Record<TokenName, string>>('tokens') ?? {
      read: newToken('read'),
      write: newToken('write'),
      admin: newToken('admin'),
    }
    this.#write('tokens', this.tokens)
  }

  /** The port of the last run; 0 (any free one) if there was none. */
  port(): number {
    return this.#read<{ port: number }>('port')?.port ?? 0
  }

  rememberPort(port: number): void {
    this.#write('port', { port })
  }

  get signingKey(): SigningKey {
    if (this.#key === undefined) {
      this.#key = new SigningKey(this.#read<{ pem: string }>('signing-key')?.pem)
      this.#write('signing-key', { pem: this.#key.pem })
    }
    return this.#key
  }

  signIdToken(issuer: string, claims: Record<string, unknown>): string {
    return this.signingKey.signIdToken(issuer, claims)
  }

  /** Puts what was changed in earlier runs over a freshly built world. */
  restore(world: World): void {
    for (const name of this.#names('project-')) {
      const project = this.#read<Project>(name)
      if (project !== undefined && world.groups.has(project.groupId)) world.addProject(project)
    }
    for (const name of this.#names('group-')) {
      const group = this.#read<Group>(name)
      if (group !== undefined) world.addGroup(group)
    }
    world.instanceVariables = this.#read<Variable[]>(`${this.#changes}/instance-variables`) ?? world.instanceVariables
    world.reserveId(this.#read<{ id: number }>(`${this.#changes}/last-id`)?.id ?? 0)
  }

  saveProject(world: World, project: Project): void {
    this.#write(`${this.#changes}/project-${project.id}`, project)
    this.#write(`${this.#changes}/last-id`, { id: world.lastId })
  }

  saveGroup(group: Group): void {
    this.#write(`${this.#changes}/group-${group.id}`, group)
  }

  saveInstance(world: World): void {
    this.#write(`${this.#changes}/instance-variables`, world.instanceVariables)
  }

  #names(prefix: string): string[] {
    if (this.#dir === undefined) return []
    const files = readdirSync(path.join(this.#dir, this.#changes))
    return files
      .filter((file) => file.startsWith(prefix) && file.endsWith('.json'))
      .map((file) => `${this.#changes}/${file.slice(0, -'.json'.length)}`)
  }

  #read<T>(name: string): T | undefined {
    if (this.#dir === undefined) return undefined
    const file = path.join(this.#dir, `${name}.json`)
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
  }

  #write(name: string, value: unknown): void {
    if (this.#dir === undefined) return
    const file = path.join(this.#dir, `${name}.json`)
    writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}

function newToken(name: TokenName): string {
  return `demo-${name}-${randomBytes(12).toString('hex')}`
}
