// The RS256 key that signs ID tokens of jobs, as a JWK and as a signer.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'

export class SigningKey {
  readonly pem: string
  readonly kid: string
  #key: KeyObject

  /** From a PEM, or newly made without one. */
  constructor(pem: string | undefined) {
    this.#key =
      pem === undefined ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : createPrivateKey(pem)
    this.pem = this.#key.export({ type: 'pkcs8', format: 'pem' }).toString()
    const jwk = createPublicKey(this.#key).export({ format: 'jwk' })
    this.kid = createHash('sha256')
      .update(JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n }))
      .digest('base64url')
  }

  /** The public half as `/oauth/discovery/keys` lists it. */
  publicJwk(): Record<string, unknown> {
    const { kty, n, e } = createPublicKey(this.#key).export({ format: 'jwk' })
    return { kty, kid: this.kid, e, n, use: 'sig', alg: 'RS256' }
  }

  /** A compact JWT. `iss`, `iat`, `nbf`, `exp` (one hour) and `jti` are added; what `claims` says wins. */
  signIdToken(issuer: string, claims: Record<string, unknown>): string {
    const now = Math.floor(Date.now() / 1000)
    const payload = { iss: issuer, iat: now, nbf: now - 5, exp: now + 3600, jti: randomUUID(), ...claims }
    const head = { kid: this.kid, typ: 'JWT', alg: 'RS256' }
    const text = [head, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), this.#key).toString('base64url')}`
  }
}
