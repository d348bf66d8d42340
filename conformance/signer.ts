// Signs tokens, ES256, as a GitLab of the tests would.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { exactStringify } from './exact-stringify'

export type Signer = { publicKey: string; token(claims: ClaimValue): string }

export function createSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const kid = createHash('sha256').update(pem).digest('hex').slice(0, 16)
  const header = encode(JSON.stringify({ alg: 'ES256', kid, typ: 'JWT' }))
  return {
    publicKey: pem,
    token(claims) {
      const signed = `${header}.${encode(exactStringify(claims))}`
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      return `${signed}.${signature.toString('base64url')}`
    },
  }
}

const encode = (text: string): string => Buffer.from(text).toString('base64url')
