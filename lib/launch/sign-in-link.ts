// The one-time link that the launcher prints. Only the token's hash is stored.
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'

/** Makes a token that is good for one sign-in within 24 hours, and resolves to the link that holds it. */
export async function makeSignInLink(ownerUrl: string, origin: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('DELETE FROM sign_in_token WHERE expires_at < now()')
    await client.query("INSERT INTO sign_in_token (hash, expires_at) VALUES ($1, now() + interval '24 hours')", [
      createHash('sha256').update(token).digest('hex'),
    ])
  } finally {
    await client.end()
  }
  return `${origin}/sign-in?token=${token}`
}
