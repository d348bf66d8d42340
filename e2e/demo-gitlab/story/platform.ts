// The platform team: shared templates, infrastructure, observability, and the repository of Vault policies.
import { variable } from '../world/variable.ts'
import { defineGroup } from './define-group.ts'
import { defineProject, environment } from './define-project.ts'

export const platformGroups = [
  defineGroup('platform', 'Platform', 'Shared pipelines, clusters and tools', {
    variables: [
      variable('REGISTRY_USER', 'ci-puller', '', '*', 'User of the image mirror'),
      variable('REGISTRY_PASSWORD', 'mirror-otter-4471-lake', 'masked'),
      variable('SLACK_WEBHOOK_URL', 'https://hooks.kestrel.example/T01/B77/river-lantern', 'masked'),
      variable('SONAR_TOKEN', 'sonar-platform-heron-2081', 'masked raw'),
      variable('CLUSTER_DOMAIN', 'k8s.kestrel.example'),
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
]

export const platformProjects = [
  defineProject('platform/ci-templates', 'Pipeline templates that the other projects include', [
    variable('TEMPLATE_RELEASE_TOKEN', 'templates-release-cobalt-3391', 'masked protected'),
  ]),
  defineProject(
    'platform/infra/terraform-live',
    'The running infrastructure as Terraform',
    [variable('VAULT_TOKEN', 'static-vault-token-birch-9917', 'masked', '*', 'To be replaced')],
    { environments: [environment('staging'), environment('production')] },
  ),
]
