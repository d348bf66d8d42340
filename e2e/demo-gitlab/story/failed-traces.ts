// Logs of failed jobs, as the runner writes them.
import type { StoryProject } from './define-project.ts'

function log(job: string, lines: string[]): string {
  return [
    'Running with gitlab-runner 18.5.0 (bda84871)',
    '  on deploy-zone 3fKq2, system ID: r_7Jb2kQ',
    `Resolving secrets`,
    ...lines,
    `ERROR: Job failed (${job})`,
    '',
  ].join('\n')
}

export const failedTraces: Record<'terraform' | 'gateway' | 'etl', StoryProject['failedJobs']> = {
  terraform: [
    {
      name: 'plan:staging',
      stage: 'plan',
      environment: 'staging',
      trace: log('system failure', [
        'ERROR: Job failed (system failure): resolving secrets: initializing Vault service: preparing authenticated client: authenticating Vault client: writing to Vault: api error: status code 400: error validating claims: claim "environment" does not match any associated bound claim values',
      ]),
    },
  ],
  gateway: [
    {
      name: 'deploy:production',
      stage: 'deploy',
      environment: 'production',
      trace: log('system failure', [
        'ERROR: Job failed (system failure): resolving secrets: reading secret: reading from Vault: api error: status code 403: 1 error occurred:\n\t* permission denied\n\n',
      ]),
    },
  ],
  etl: [
    {
      name: 'load:nightly',
      stage: 'load',
      environment: null,
      trace: log('exit code 1', ['$ ./load.sh', 'load.sh: line 12: SOURCE_ORDERS_DSN: unbound variable']),
    },
  ],
}
