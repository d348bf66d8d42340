// The shop: many deployments, review environments, mobile apps, and a project with a broken pipeline.
import { variable } from '../world/variable.ts'
import { defineGroup } from './define-group.ts'
import { defineProject, environment } from './define-project.ts'
import { kubeconfig } from './file-values.ts'

const staging = environment('staging', 'staging', 'https://staging.shop.kestrel.example')
const production = environment('production', 'production', 'https://shop.kestrel.example')

export const shopGroups = [
  defineGroup('shop', 'Shop', 'What customers see', {
    variables: [
      variable('DEPLOY_TOKEN', 'shop-deploy-juniper-reef-2284', 'masked'),
      variable('CDN_PURGE_KEY', 'cdn-purge-sable-inlet-7702', 'masked protected', 'production'),
      variable('NPM_TOKEN', 'npm-shop-tern-canopy-5519', 'masked'),
      variable('SENTRY_AUTH_TOKEN', 'sentry-shared-fjord-lark-6650', 'masked'),
      variable('NODE_ENV', 'production'),
    ],
  }),
  defineGroup('shop/web', 'Web', 'Storefront, checkout, content', {
    variables: [
      variable('KUBECONFIG', kubeconfig('shop-production'), 'file protected', 'production'),
      variable('KUBECONFIG', kubeconfig('shop-staging'), 'file', 'staging'),
      variable('KUBECONFIG', kubeconfig('shop-review'), 'file', 'review/*'),
    ],
  }),
  defineGroup('shop/mobile', 'Mobile', 'The apps'),
]

export const shopProjects = [
  defineProject(
    'shop/web/storefront',
    'The shop itself',
    [
      variable('SESSION_SECRET', 'session-heron-willow-9040', 'masked', '*', 'One for all environments'),
      variable('ALGOLIA_ADMIN_KEY', 'algolia-amber-cove-3377', 'masked protected', 'production'),
      variable('ALGOLIA_ADMIN_KEY', 'algolia-review-fern-1183', 'masked', 'review/*'),
      variable('ALGOLIA_ADMIN_KEY', 'algolia-feat-thorn-6671', 'masked', 'review/feat-*', 'Overlaps with review/*'),
      variable('ALGOLIA_INDEX', 'products'),
      variable('DEPLOY_ENABLED', 'yes', '', '*', 'Read by rules'),
      variable('DATABASE_PASSWORD', 'storefront-db-prairie-owl-6128', 'masked'),
      variable('DATABASE_USER', 'storefront'),
      variable('BASIC_AUTH', 'preview:let$me$in', 'raw', 'staging'),
      variable('LEGACY_CRM_KEY', 'crm-unused-pollen-shade-5541', 'masked'),
    ],
    {
      environments: [
        staging,
        production,
        environment('review/feat-search', 'development', 'https://feat-search.review.shop.kestrel.example'),
        environment('review/fix-cart', 'development', 'https://fix-cart.review.shop.kestrel.example'),
        environment('review/old-banner', 'development', null, 'stopped'),
      ],
      protectedBranches: ['main', 'release-*'],
      protectedTags: ['v*'],
      protectedEnvironments: [{ name: 'production', deploy: 40, requiredApprovals: 0 }],
      tags: ['v2.3.0'],
      pipelineVariablesFrom: 'maintainer',
      protectsMergeRequests: true,
    },
  ),
  defineProject(
    'shop/web/checkout',
    'From the basket to the payment',
    [
      variable('PAYMENT_CLIENT_SECRET', 'checkout-client-onyx-glade-7265', 'masked protected', 'production'),
      variable('PAYMENT_CLIENT_SECRET', 'checkout-client-onyx-grove-1908', 'masked', 'staging'),
      variable('DATABASE_PASSWORD', 'checkout-db-spruce-tide-4430', 'masked'),
      variable('E2E_USER_PASSWORD', 'e2e-user-tulip-barn-2256', 'masked'),
      variable('TAX_API_URL', 'https://tax.kestrel.example/v2', 'masked'),
    ],
    { environments: [staging, production] },
  ),
  defineProject(
    'shop/web/cms',
    'Content; its pipeline is broken',
    [
      variable('CMS_PREVIEW_SECRET', 'cms-preview-clover-mill-9971', 'masked'),
      variable('CMS_LICENCE', 'cms-licence-0042-kestrel', ''),
    ],
    {
      environments: [production],
    },
  ),
  defineProject(
    'shop/web/storefront-fork',
    'A fork for an agency',
    [variable('AGENCY_FTP_PASSWORD', 'agency-ftp-rowan-pier-3084', 'masked')],
    { forkedFrom: 'shop/web/storefront', protectedBranches: [] },
  ),
  defineProject(
    'shop/catalog',
    'Products, prices, stock',
    [
      variable(
        'CATALOG_DB_URL',
        'postgres://catalog:catalog-wheat-fold-2207@db.shop.kestrel.example/catalog',
        '',
        'production',
        'A password within a URL',
      ),
      variable(
        'CATALOG_DB_URL',
        'postgres://catalog:catalog-wheat-pond-8163@db.staging.shop.kestrel.example/catalog',
        '',
        'staging',
      ),
      variable('S3_SECRET_KEY', 's3-catalog-pearl-knoll-4418', 'masked'),
      variable('S3_ACCESS_KEY', 'S3DEMOCATALOG', 'masked'),
      variable('IMPORT_CRON_KEY', 'import-cron-birch-jetty-6012', 'masked'),
    ],
    {
      environments: [staging, production],
      schedules: [
        {
          description: 'Supplier import',
          ref: 'main',
          cron: '15 * * * *',
          active: true,
          variables: [
            { key: 'SUPPLIER_TOKEN', value: 'supplier-dahlia-quay-5083', variable_type: 'env_var', raw: true },
          ],
        },
        {
          description: 'Old price export',
          ref: 'release-1.9',
          cron: '0 5 * * 1',
          active: false,
          variables: [
            { key: 'EXPORT_TARGET', value: 'sftp://prices.kestrel.example', variable_type: 'env_var', raw: false },
          ],
        },
      ],
      protectedBranches: ['main', 'release-1.9'],
    },
  ),
  defineProject(
    'shop/mobile/ios-app',
    'The app for iPhone',
    [
      variable('MATCH_PASSWORD', 'match-ivory-lagoon-1557', 'masked protected'),
      variable('APP_STORE_KEY', 'appstore-key-cedar-inlet', 'file protected'),
      variable('FASTLANE_SESSION', 'fastlane-session-reed-crest-8826', 'masked'),
      variable('SENTRY_AUTH_TOKEN', 'sentry-shared-fjord-lark-6650', 'masked'),
    ],
    { protectedTags: ['ios-*'], tags: ['ios-5.2.0'] },
  ),
  defineProject(
    'shop/mobile/android-app',
    'The app for Android',
    [
      variable('KEYSTORE_FILE', 'base64-of-a-demo-keystore', 'file protected'),
      variable('KEYSTORE_PASSWORD', 'keystore-umber-falls-7318', 'masked protected'),
      variable('PLAY_SERVICE_ACCOUNT', '{"type":"service_account","key":"play-demo"}', 'file protected', 'production'),
      variable('GRADLE_OPTS', '-Dorg.gradle.daemon=false', '', '*'),
    ],
    { environments: [environment('production')] },
  ),
]
