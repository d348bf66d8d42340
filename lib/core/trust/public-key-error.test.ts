import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publicKeyError } from './public-key-error'

const noKey = 'data does not contain any valid public keys'
const pem = (body: string, type = 'PUBLIC KEY') => `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----`
const spki = (key: { export(form: { type: 'spki'; format: 'pem' }): string | Buffer }) =>
  key.export({ type: 'spki', format: 'pem' }).toString()
const ec = spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey

describe('publicKeyError', () => {
  it('takes keys of RSA, ECDSA and Ed25519, with what may stand around them', () => {
    const ed25519 = spki(generateKeyPairSync('ed25519').publicKey)
    const texts = [ec, ec.trim(), spki(rsa), ed25519, `of GitLab\n${ec} \n`, ec.replaceAll('\n', '\r\n')]
    expect(texts.map(publicKeyError)).toEqual(texts.map(() => null))
    expect(publicKeyError(ec.replace('KEY-----\n', 'KEY-----\nOf: GitLab\n'))).toBeNull()
    expect(publicKeyError(ec.replaceAll('PUBLIC', 'PRIVATE'))).toBeNull()
  })

  // As OpenBao 2.4.0 answered.
  it.each([
    ['no PEM', 'x', noKey],
    ['a first line that does not begin its line', `x${ec}`, noKey],
    ['another last line', ec.replace('END PUBLIC', 'END PRIVATE'), noKey],
    ['no base64', pem('!!!'), noKey],
    ['two keys', `${ec}${ec}`, 'unexpected trailing data after parsed PEM block'],
    ['something behind', `${ec}trailing`, 'unexpected trailing data after parsed PEM block'],
    ['nothing inside', pem('').replace('\n\n', '\n'), 'x509: malformed certificate'],
    ['an empty line inside', pem(''), 'x509: malformed certificate'],
    ['zeros', pem('AAAA'), 'x509: malformed certificate'],
    ['a number', pem('AgEB'), 'x509: malformed certificate'],
    ['a key that is cut off', pem('MFkw'), 'x509: malformed certificate'],
    ['a list of nothing', pem('MAAA'), 'x509: malformed tbs certificate'],
    ['a list of a number', pem('MAMCAQE='), 'x509: malformed tbs certificate'],
    [
      'the older form of RSA keys',
      rsa.export({ type: 'pkcs1', format: 'pem' }).toString(),
      'x509: malformed tbs certificate',
    ],
    ['a key that signs nothing', spki(generateKeyPairSync('x25519').publicKey), noKey],
    ['a key of an unknown kind', pem('MAkwBQYDK2V/AwA='), 'x509: malformed serial number'],
  ])('refuses %s', (_, text, error) => {
    expect(publicKeyError(text)).toBe(error)
  })
})
