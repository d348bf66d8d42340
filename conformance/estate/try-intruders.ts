// Tokens that no role may take: of other projects, for others, by others, of another time, and altered.
import type { DemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { AccessModel } from '@/lib/core/render/access-model'
import type { AccessMount } from '@/lib/core/render/access-mounts'
import { tokenFor } from '@/lib/core/render/access-try'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { evaluateLogin, type Login } from '@/lib/core/trust/evaluate-login'
import { goLower } from '@/lib/core/trust/go-format'
import { inParallel } from '@/lib/services/in-parallel'
import type { Attempt } from './estate-attempts'
import type { EstateServer } from './estate-server'

export type Intruder = { name: string; attempt: Attempt; jwt: string; claims: Claims; sent?: Login['sent'] }

type Context = { demo: DemoGitlab; model: AccessModel; stranger: DemoGitlab }

/** Takes a login that passes for each role; gives what is made of it. `stranger` is a GitLab with keys of its own. */
export function intruders({ demo, model, stranger }: Context, passing: readonly Attempt[]): Intruder[] {
  const now = Math.floor(Date.now() / 1000)
  const signed = (name: string, attempt: Attempt, changed: Claims): Intruder => {
    const claims = { ...attempt.claims, iat: now, nbf: now - 5, exp: now + 3600, ...changed }
    return { name, attempt, claims, jwt: demo.signIdToken(claims) }
  }
  return passing.flatMap((attempt) => {
    const { claims, mount, environment } = attempt
    const good = signed('altered', attempt, {})
    const [head, payload, signature] = good.jwt.split('.')
    const flipped = signature?.startsWith('A') ? `B${signature.slice(1)}` : `A${signature?.slice(1)}`
    const others = [...model.projects.values()].filter(({ fullPath }) => fullPath !== attempt.project)
    return [
      ...others.map((project): Intruder => {
        const question = { trigger: attempt.trigger, ref: null, environment, asProtected: attempt.asProtected }
        const { claims: foreign } = tokenFor(model, project, question, mount.vault.audience)
        return signed(`a job of ${project.fullPath}`, attempt, foreign)
      }),
      signed('for another audience', attempt, { aud: 'https://vault.example.org' }),
      signed('of another issuer', attempt, { iss: 'https://gitlab.example.org' }),
      signed('expired', attempt, { iat: now - 7200, nbf: now - 7205, exp: now - 3600 }),
      signed('of tomorrow', attempt, { iat: now + 86_400, nbf: now + 86_395, exp: now + 90_000 }),
      signed('of the project by number', attempt, { project_id: Number(claims.project_id) }),
      { ...good, name: 'by another key', jwt: stranger.signIdToken(good.claims), sent: 'unknown_key' },
      { ...good, jwt: `${head}.${payload}.${flipped}`, sent: 'unknown_key' },
    ]
  })
}

/** Gives one line for each that is let in, and for each answer that the engine does not give. */
export async function tryIntruders(
  server: EstateServer,
  model: AccessModel,
  all: readonly Intruder[],
): Promise<{ refused: number; faults: string[] }> {
  const faults: string[] = []
  let refused = 0
  await inParallel(8, all, async ({ name, attempt, jwt, claims, sent }) => {
    const { mount, role } = attempt
    const path = `auth/${mount.vault.auth_path}/login`
    const { status, body } = await server.call('POST', path, { role: role.role.name, jwt })
    const verdict = evaluateLogin({
      config: mount.config,
      roles: rolesOf(mount),
      roleName: role.role.name,
      claims,
      now: Math.floor(Date.now() / 1000),
      source: '127.0.0.1',
      flavour: model.flavour,
      ...(sent === undefined ? {} : { sent }),
    })
    const text = body.errors?.[0] ?? ''
    if (status === 200) faults.push(`${role.role.name} lets in a token ${name}`)
    else refused++
    if (verdict.status !== status) faults.push(`${role.role.name}, ${name}: ${status}, the engine ${verdict.status}`)
    else if (!verdict.allowed && !verdict.reported.includes(text))
      faults.push(`${role.role.name}, ${name}: "${text}", the engine says ${verdict.reported.join(' | ')}`)
  })
  return { refused, faults }
}

/** All that were written to the mount, as the login finds them. */
function rolesOf({ roles }: AccessMount): Login['roles'] {
  return new Map(roles.flatMap(({ role, written }) => (written ? [[goLower(role.name), written]] : [])))
}
