// The platform team: shared templates, infrastructure, observability, and the repository of Vault policies.
import { variable } from '../world/variable.ts'
import { defineGroup } from './define-group.ts'
import { defineProject, environment } from './define-project.ts'
import { failedTraces } from './failed-traces.ts'
import { dockerAuthConfig, kubeconfig, sshKey } from './file-values.ts'

export const platformGroups = [
  defineGroup('platform', 'Platform', 'Shared pipelines, clusters and tools', {
    variables: [
      variable('REGISTRY_USER', 'ci-puller', '', '*', 'User of the image mirror'),
      variable('REGISTRY_PASSWORD', 'mirror-otter-4471-lake', 'masked'),
      variable('SLACK_WEBHOOK_URL', 'https://hooks.kestrel.example/T01/B77/river-lantern', 'masked'),
      variable('SONAR_TOKEN', 'sonar-platform-heron-2081', 'masked raw'),
      variable('CLUSTER_DOMAIN', 'k8s.kestrel.example', 'masked', '*', 'No secret at all'),
      variable('VAULT_SERVER_URL', 'https://vault.kestrel.example:8200'),
    ],
  }),
  defineGroup('platform/infra', 'Infrastructure', 'Clusters, networks, machines', {
    variables: [
      variable('AWS_ACCESS_KEY_ID', 'AKIDEMOINFRAKESTREL', 'masked protected', 'production'),
      variable('AWS_SECRET_ACCESS_KEY', 'infra-prod-granite-meadow-0193', 'masked protected', 'production'),
      variable('AWS_ACCESS_KEY_ID', 'AKIDEMOINFRASTAGING', 'masked', 'staging'),
      variable('AWS_SECRET_ACCESS_KEY', 'infra-staging-pebble-orchard-5512', 'masked', 'staging'),
      variable('AWS_DEFAULT_REGION', 'eu-central-1'),
      variable('TF_STATE_TOKEN', 'tfstate-willow-amber-6620', 'masked'),
    ],
    protectedEnvironments: [{ name: 'production', deploy: 40, requiredApprovals: 1 }],
  }),
  defineGroup('platform/observability', 'Observability', 'Dashboards, alerts and logs', {
    variables: [variable('GRAFANA_API_KEY', 'grafana-quartz-harbour-7714', 'masked protected')],
  }),
]

export const platformProjects = [
  defineProject(
    'platform/ci-templates',
    'Pipeline templates that the other projects include',
    [
      variable('TEMPLATE_RELEASE_TOKEN', 'templates-release-cobalt-3391', 'masked protected'),
      variable('YAMLLINT_STRICT', 'true'),
    ],
    { protectedTags: ['v*'], tags: ['v2.0.0', 'v2.1.0'] },
  ),
  defineProject(
    'platform/runner-images',
    'Images that the jobs run in',
    [
      variable('DOCKER_AUTH_CONFIG', dockerAuthConfig, '', '*', 'Read by the runner before a job starts'),
      variable('COSIGN_PASSWORD', 'cosign-velvet-summit-8802', 'masked protected'),
      variable('COSIGN_KEY', sshKey('cosign'), 'file protected'),
      variable('IMAGE_PREFIX', 'registry.kestrel.example/platform/runner-images'),
    ],
    { protectedTags: ['*'], tags: ['3.4.0'] },
  ),
  defineProject('platform/vault-policies', 'Policies and roles of Vault, applied after review', [], {
    protectedBranches: ['main'],
    movedFrom: ['platform/vault-config'],
  }),
  defineProject(
    'platform/sandbox',
    'For trying things; nobody has pushed yet',
    [variable('SANDBOX_TOKEN', 'sandbox-plume-1177', 'masked')],
    {
      empty: true,
      protectedBranches: [],
    },
  ),
  defineProject(
    'platform/infra/terraform-live',
    'The running infrastructure as Terraform',
    [
      variable('VAULT_TOKEN', 'static-vault-token-birch-9917', 'masked', '*', 'Long-lived; to be replaced'),
      variable('TF_VAR_db_admin_password', 'tf-admin-saffron-gorge-2240', 'masked protected', 'production'),
      variable('TF_VAR_db_admin_password', 'tf-admin-thistle-brook-9031', 'masked', 'staging'),
      variable('CLOUDFLARE_API_TOKEN', 'cf-marble-lagoon-3345', 'masked protected'),
      variable('TF_CLI_ARGS_plan', '-lock-timeout=120s'),
    ],
    {
      environments: [environment('staging'), environment('production')],
      protectedEnvironments: [{ name: 'production', deploy: 40, requiredApprovals: 1 }],
      schedules: [
        {
          description: 'Nightly drift check',
          ref: 'main',
          cron: '0 3 * * *',
          active: true,
          variables: [
            { key: 'DRIFT_REPORT_TOKEN', value: 'drift-opal-meadow-6617', variable_type: 'env_var', raw: false },
            { key: 'DRIFT_ONLY', value: '1', variable_type: 'env_var', raw: false },
          ],
        },
      ],
      failedJobs: failedTraces.terraform,
    },
  ),
  defineProject(
    'platform/infra/cluster-bootstrap',
    'Sets up a Kubernetes cluster from nothing',
    [
      variable('KUBECONFIG', kubeconfig('production'), 'file protected', 'production'),
      variable('KUBECONFIG', kubeconfig('staging'), 'file', 'staging'),
      variable('VAULT_ROLE_ID', 'approle-role-linden-5521', 'masked'),
      variable('VAULT_SECRET_ID', 'approle-secret-juniper-9083', 'masked protected'),
      variable('ARGOCD_ADMIN_PASSWORD', 'argo-flint-cascade-7761', 'hidden protected'),
    ],
    { environments: [environment('staging'), environment('production')] },
  ),
  defineProject(
    'platform/observability/grafana-dashboards',
    'Dashboards as code',
    [
      variable('GRAFANA_URL', 'https://grafana.kestrel.example'),
      variable('ALERT_PAGER_KEY', 'pager-coral-ridge-4410', 'masked'),
    ],
    { environments: [environment('production')] },
  ),
]
