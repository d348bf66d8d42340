// Payments: money, so most things here are protected, and some are hidden.
import { variable } from '../world/variable.ts'
import { defineGroup } from './define-group.ts'
import { defineProject, environment } from './define-project.ts'
import { failedTraces } from './failed-traces.ts'
import { sshKey } from './file-values.ts'

const lowerAndUpper = [
  environment('staging', 'staging', 'https://staging.pay.kestrel.example'),
  environment('production', 'production', 'https://pay.kestrel.example'),
]
const guarded = [{ name: 'production', deploy: 40, requiredApprovals: 1 }]

export const paymentsGroups = [
  defineGroup('payments', 'Payments', 'Everything that moves money', {
    variables: [
      variable('DATABASE_HOST', 'db.pay.kestrel.example', '', 'production'),
      variable('DATABASE_HOST', 'db.staging.pay.kestrel.example', '', 'staging'),
      variable('DATABASE_PASSWORD', 'pay-prod-anchor-violet-3827', 'masked protected', 'production'),
      variable('DATABASE_PASSWORD', 'pay-staging-anchor-olive-1120', 'masked', 'staging'),
      variable('DEPLOY_TOKEN', 'pay-deploy-cinder-hollow-6093', 'masked'),
      variable('AUDIT_WEBHOOK', 'https://audit.kestrel.example/hooks/pay-maple', 'masked protected'),
    ],
    protectedEnvironments: [{ name: 'production', deploy: 40, requiredApprovals: 2 }],
  }),
  defineGroup('payments/core', 'Core', 'Ledger, gateway, refunds', {
    variables: [
      variable(
        'DATABASE_PASSWORD',
        'core-prod-lantern-birch-4419',
        'masked protected',
        'production',
        'Overrides the payments group',
      ),
      variable('KAFKA_SASL_PASSWORD', 'kafka-core-pebble-aspen-2093', 'masked'),
    ],
  }),
  defineGroup('payments/pci', 'PCI', 'Card data, audited every quarter', {
    variables: [variable('PCI_SCANNER_KEY', 'pci-scan-ember-tundra-5508', 'hidden protected')],
  }),
]

export const paymentsProjects = [
  defineProject(
    'payments/core/ledger',
    'Double-entry bookkeeping',
    [
      variable('LEDGER_SIGNING_KEY', sshKey('ledger'), 'file protected', 'production'),
      variable('LEDGER_SIGNING_KEY', sshKey('ledger-staging'), 'file', 'staging'),
      variable('DATABASE_USER', 'ledger_app'),
      variable('DATABASE_PASSWORD', 'ledger-review-moss-tide-8871', 'masked', 'review/*'),
      variable('LEDGER_EXPORT_TOKEN', 'ledger-export-slate-fern-1932', 'masked protected'),
      variable('JAVA_OPTS', '-Xmx768m -XX:+UseG1GC'),
      variable('OLD_SFTP_PASSWORD', 'sftp-unused-copper-vale-7720', '', '*', 'Nobody knows what this was for'),
    ],
    {
      environments: [
        ...lowerAndUpper,
        environment('review/ledger-412', 'development'),
        environment('review/ledger-398', 'development', null, 'stopped'),
      ],
      protectedEnvironments: guarded,
    },
  ),
  defineProject(
    'payments/core/gateway',
    'Takes payments from the shop and sends them to the acquirers',
    [
      variable('DB_PASSWORD', 'gateway-db-harvest-stone-5567', 'masked'),
      variable('DB_USER', 'gateway'),
      variable('ACQUIRER_API_KEY', 'acq-live-cypress-dune-9924', 'masked', '*', 'Production and merge requests alike'),
      variable('ACQUIRER_WEBHOOK_SECRET', 'acq-hook-basalt-wren-3108', 'masked protected', 'production'),
      variable('ACQUIRER_WEBHOOK_SECRET', 'acq-hook-basalt-finch-4471', 'masked', 'staging'),
      variable(
        'STRIPE_KEY',
        'pay-live-harbour-lilac-8807',
        '',
        'production',
        'Unmasked since the key was once too short',
      ),
      variable('SENTRY_AUTH_TOKEN', 'sentry-shared-fjord-lark-6650', 'masked'),
      variable('FEATURE_NEW_ROUTING', 'true'),
    ],
    {
      environments: lowerAndUpper,
      protectedEnvironments: guarded,
      failedJobs: failedTraces.gateway,
      pipelineVariablesFrom: 'developer',
    },
  ),
  defineProject(
    'payments/core/refunds',
    'Sends money back; its CI file is not at the usual place',
    [
      variable('REFUNDS_API_SECRET', 'refunds-topaz-heath-2216', 'masked protected', 'production'),
      variable('REFUNDS_API_SECRET', 'refunds-topaz-marsh-7734', 'masked', 'staging'),
      variable('SENTRY_AUTH_TOKEN', 'sentry-shared-fjord-lark-6650', 'masked'),
      variable('REFUND_LIMIT_EUR', '500'),
    ],
    { ciConfigPath: 'ci/main.yml', environments: lowerAndUpper, pipelineVariablesFrom: 'owner' },
  ),
  defineProject(
    'payments/pci/card-vault',
    'Keeps card numbers as tokens',
    [
      variable('CARD_ENCRYPTION_KEY', 'card-enc-obsidian-plume-1209', 'hidden protected', 'production'),
      variable('CARD_ENCRYPTION_KEY', 'card-enc-obsidian-staging-44', 'hidden', 'staging'),
      variable('HSM_PIN', 'hsm-7741-pin-quill', 'hidden protected'),
      variable(
        'CARD_DB_DSN',
        'postgres://cards:$CARD_DB_PASSWORD@cards.kestrel.example/cards',
        'protected',
        'production',
      ),
      variable('CARD_DB_PASSWORD', 'cards-prod-larch-ember-3361', 'masked protected', 'production'),
      variable('PCI_REPORT_RECIPIENT', 'audit@kestrel.example'),
    ],
    { environments: lowerAndUpper, protectedEnvironments: guarded, protectedBranches: ['main', 'release/*'] },
  ),
  defineProject(
    'payments/pci/hsm-bridge',
    'Starts the pipeline of the HSM vendor',
    [
      variable('HSM_TRIGGER_TOKEN', 'hsm-trigger-garnet-loft-9015', 'masked', '*', 'Handed down by a bridge job'),
      variable('HSM_DOWNSTREAM_REF', 'stable'),
    ],
    { environments: [environment('production')] },
  ),
  defineProject(
    'payments/legacy-billing',
    'Invoices before 2024; archived',
    [
      variable('BILLING_DB_PASSWORD', 'billing-old-hazel-brook-4472', 'masked'),
      variable('SMTP_PASSWORD', 'smtp-old-drift-acorn-8850', ''),
    ],
    { archived: true },
  ),
]
