// What GitLab Runner learned when, as far as secrets from Vault depend on it, and what happens on an older one.

export type RunnerFeature = {
  since: string
  name: string
  /** What a person sees on a runner that is older. */
  before: string
  /**
   * `always`: every generated `secrets:` entry needs it. `engine`: only entries of a dynamic engine. `namespace`: only targets
   * in a namespace. `services`: only jobs that hand a secret to a service. `text`: jobs work, but logs read differently.
   */
  matters: 'always' | 'engine' | 'namespace' | 'services' | 'text'
  source: string
}

const changelog = (version: string, request: string) => `gitlab-runner CHANGELOG.md v${version} !${request}`

/** Oldest first. ID tokens and the script form work on every version: the runner hands a token on as a plain variable. */
export const runnerFeatures: readonly RunnerFeature[] = [
  {
    since: '13.4.0',
    name: 'secrets: from Vault',
    before: 'No `secrets:` at all: GitLab gives the job to no such runner, and it waits or fails without a log',
    matters: 'always',
    source: changelog('13.4.0', '2374'),
  },
  {
    since: '14.1.0',
    name: 'file: false',
    before: '`file: false` is not known: the variable holds the path of a file in place of the value',
    matters: 'always',
    source: changelog('14.1.0', '2414'),
  },
  {
    since: '14.9.0',
    name: 'VAULT_NAMESPACE',
    before: 'VAULT_NAMESPACE is ignored, so the login goes to the root namespace and is refused',
    matters: 'namespace',
    source: changelog('14.9.0', '3320'),
  },
  {
    since: '15.7.0',
    name: 'secrets masked and raw',
    before: 'Values are not masked in job logs, and a $ in them is expanded',
    matters: 'always',
    source: changelog('15.7.0', '3750'),
  },
  {
    since: '16.0.0',
    name: 'a missing secret fails the job',
    before: 'A secret that is not found becomes an empty value, and the job goes on with it',
    matters: 'always',
    source: changelog('16.0.0', '4064'),
  },
  {
    since: '16.11.0',
    name: 'engine generic',
    before: 'Entries of the engine generic (database, AWS) fail: factory for secret engine "generic" is not registered',
    matters: 'engine',
    source: 'gitlab-runner commit c5dced4d6, first tag v16.11.0',
  },
  {
    since: '17.9.0',
    name: 'a deleted version does not panic',
    before: 'A deleted version of a KV v2 secret ends the job with a panic in the log',
    matters: 'text',
    source: changelog('17.9.0', '5341'),
  },
  {
    since: '18.3.1',
    name: 'no health check first',
    before: 'It asks sys/health first, so network and TLS errors begin with “checking Vault server health”',
    matters: 'text',
    source: changelog('18.3.1', '5803'),
  },
  {
    since: '19.2.0',
    name: 'failures by cause',
    before: 'A refused login is reported as a system failure, so `retry: runner_system_failure` repeats it',
    matters: 'text',
    source: changelog('19.2.0', '6904'),
  },
  {
    since: '19.3.0',
    name: 'secrets in services:variables',
    before: 'A secret named in `services:variables` is empty in the service',
    matters: 'services',
    source: 'gitlab-runner commit d07e5ddbd, first tag v19.3.0',
  },
]

/** What an older runner than this one knows already, but this one does not. `v` before and anything after the numbers is ignored. */
export function missingOn(version: string): RunnerFeature[] {
  return runnerFeatures.filter(({ since }) => compareVersions(version, since) < 0)
}

/** Of those, what every generated entry needs. */
export function brokenOn(version: string): RunnerFeature[] {
  return missingOn(version).filter(({ matters }) => matters === 'always')
}

/** Negative where `one` is older; numbers are compared part by part, a missing part is 0. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  for (let index = 0; index < 3; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const partsOf = (version: string) => (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
