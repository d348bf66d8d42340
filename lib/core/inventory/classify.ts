// Does a variable look like a secret or like plain configuration? From its name and flags; the value is never seen.
import type { AnalysedVariable } from './analysed-variable'
import type { Variable } from './variable'

type Classification = AnalysedVariable['classification']

const secretWord =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|SECRET|SECRETS|TOKEN|APIKEY|CREDENTIAL|CREDENTIALS|CREDS|PRIVATE|PAT|PSK|SALT|SIGNATURE|WEBHOOK|DSN|KUBECONFIG|KEYSTORE|COOKIE|HMAC|JWT|AUTH)(?:_|\d|$)/
const secretKey =
  /(?:^|_)(?:API|ACCESS|SECRET|SIGNING|ENCRYPTION|MASTER|SSH|GPG|PGP|RSA|DEPLOY|LICENSE|PRIVATE|SERVICE|ACCOUNT|APP|STORAGE)_?KEY(?:_|\d|$)/
const plainEnd =
  /(?:^|_)(?:URL|URI|HOST|HOSTNAME|PORT|REGION|ZONE|NAME|VERSION|ENABLED|DISABLED|LEVEL|MODE|DIR|PATH|ENDPOINT|DOMAIN|TIMEOUT|REPLICAS|COUNT|NAMESPACE|CLUSTER|BUCKET|IMAGE|TAG|ENV|ENVIRONMENT|DEBUG|LOCALE|TZ|BRANCH|PROJECT|ID|USER|USERNAME|EMAIL|FLAGS|OPTS|ARGS|SIZE|LIMIT|TTL|INTERVAL|FORMAT|TYPE|ACCOUNT|REGISTRY|FEATURE)$/
const plainKey = /(?:^|_)(?:PUBLIC|PUB|CACHE|SORT|ISSUE|PROJECT|FEATURE|OBJECT|PARTITION|PRIMARY|FOREIGN)_KEY$/
const connectionString =
  /(?:^|_)(?:DATABASE|DB|MONGO|MONGODB|REDIS|AMQP|RABBITMQ|POSTGRES|MYSQL|SENTRY|BROKER)_?(?:URL|URI|DSN)$/

/**
 * Takes a variable and gives secret, plain or unclear, with the reason. Name first; masked alone decides only where the
 * name says nothing; hidden always means that someone meant it as a secret. A judgement to look at, not a proof.
 */
export function classify(variable: Pick<Variable, 'key' | 'masked' | 'hidden' | 'variableType'>): Classification {
  const name = variable.key.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase()
  if (variable.hidden === true) return { kind: 'secret', reason: 'It is hidden in GitLab.' }
  if (connectionString.test(name)) return { kind: 'secret', reason: 'Its name is that of a connection string.' }
  const word = secretKey.exec(name) ?? secretWord.exec(name)
  const plain = plainEnd.exec(name)
  if (!plain && /_KEY$/.test(name) && !plainKey.test(name)) return { kind: 'secret', reason: 'Its name ends in KEY.' }
  if (/ACCESS_KEY_ID$|^(?:VAULT|BAO)_.*ROLE_ID$/.test(name))
    return { kind: 'secret', reason: 'It is half of a credential.' }
  if (variable.variableType === 'file' && /SERVICE_ACCOUNT/.test(name)) {
    return { kind: 'secret', reason: 'It is the file of a service account.' }
  }
  if (word && !plain) return { kind: 'secret', reason: `Its name holds ${word[0].replace(/^_|_$/g, '')}.` }
  if (word && plain) return plainAfterSecret(name, plain[0])
  if (plain) return { kind: 'plain', reason: `Its name ends in ${plain[0].replace(/^_/, '')}.` }
  if (variable.variableType === 'file') return { kind: 'unclear', reason: 'It is a file, and its name does not tell.' }
  if (variable.masked) return { kind: 'secret', reason: 'It is masked, and its name does not say otherwise.' }
  return { kind: 'unclear', reason: 'Neither name nor flags tell.' }
}

/** `TOKEN_URL` is the address of tokens, `SECRET_NAME` names one; but a webhook's address is itself the secret. */
function plainAfterSecret(name: string, end: string): Classification {
  if (/WEBHOOK|DSN/.test(name)) return { kind: 'secret', reason: 'The address of a webhook lets anyone call it.' }
  if (/_ID$/.test(end) && /SECRET_ID$/.test(name)) return { kind: 'secret', reason: 'Its name holds SECRET_ID.' }
  return { kind: 'plain', reason: `Its name ends in ${end.replace(/^_/, '')}.` }
}
