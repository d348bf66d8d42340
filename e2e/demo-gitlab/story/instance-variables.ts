// Variables of the whole instance, which only an administrator can list.
import { type Variable, variable } from '../world/variable.ts'

export const instanceVariables: Variable[] = [
  variable('HTTP_PROXY_URL', 'http://proxy.kestrel.example:3128', '', '*', 'Outbound proxy for all runners'),
  variable('SENTRY_DSN', 'https://7be1f0@sentry.kestrel.example/4', 'masked'),
  variable('SONAR_TOKEN', 'sonar-lark-river-7730', 'masked raw'),
]
