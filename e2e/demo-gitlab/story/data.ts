// Data: a loader with more than a hundred variables, models, machine learning with a child pipeline.
import { type Variable, variable } from '../world/variable.ts'
import { defineGroup } from './define-group.ts'
import { defineProject, environment } from './define-project.ts'
import { failedTraces } from './failed-traces.ts'
import { serviceAccount } from './file-values.ts'

const sources = [
  'ORDERS',
  'RETURNS',
  'STOCK',
  'PRICES',
  'CUSTOMERS',
  'LOYALTY',
  'VOUCHERS',
  'SUPPLIERS',
  'INVOICES',
  'SHIPMENTS',
  'CARRIERS',
  'STORES',
  'TILLS',
  'STAFF',
  'SHIFTS',
  'WEATHER',
  'ADS',
  'SEARCHES',
  'CLICKS',
  'REVIEWS',
  'TICKETS',
  'SURVEYS',
  'FRAUD',
  'REFUNDS',
  'WAREHOUSE',
  'CURRENCY',
]

/** Four variables per source: where it is, who reads it, with which password, and since when. */
function sourceVariables(): Variable[] {
  return sources.flatMap((source) => {
    const name = source.toLowerCase()
    return [
      variable(`SOURCE_${source}_DSN`, `postgres://${name}.sources.kestrel.example/${name}`),
      variable(`SOURCE_${source}_USER`, `reader_${name}`),
      variable(`SOURCE_${source}_PASSWORD`, `reader-${name}-tansy-${1000 + name.length * 37}`, 'masked'),
      variable(`SOURCE_${source}_SINCE`, '2024-01-01'),
    ]
  })
}

export const dataGroups = [
  defineGroup('data', 'Data', 'Warehouse and models', {
    variables: [
      variable('SNOWFLAKE_PASSWORD', 'snow-garnet-plain-6604', 'masked protected'),
      variable('SNOWFLAKE_USER', 'LOADER'),
      variable('SNOWFLAKE_ACCOUNT', 'kestrel-eu', 'masked'),
      variable('DEPLOY_TOKEN', 'data-deploy-sorrel-ford-9137', 'masked'),
    ],
  }),
  defineGroup('data/warehouse', 'Warehouse', 'Loading and modelling', {
    variables: [
      variable('SNOWFLAKE_PASSWORD', 'snow-warehouse-vale-2291', 'masked', '*', 'Closer than the data group'),
    ],
  }),
  defineGroup('data/ml', 'Machine learning', 'Recommendations and forecasts'),
]

export const dataProjects = [
  defineProject(
    'data/warehouse/etl-loader',
    'Loads every source each night',
    [...sourceVariables(), variable('LOADER_PARALLEL', '6')],
    {
      environments: [environment('production')],
      schedules: [
        {
          description: 'Nightly load',
          ref: 'main',
          cron: '30 1 * * *',
          active: true,
          variables: [{ key: 'LOAD_MODE', value: 'full', variable_type: 'env_var', raw: false }],
        },
      ],
      failedJobs: failedTraces.etl,
      pipelineVariablesFrom: 'developer',
    },
  ),
  defineProject(
    'data/warehouse/dbt-models',
    'Models over the loaded sources',
    [
      variable('DBT_PASSWORD', 'dbt-hemlock-strand-4409', 'masked', 'production'),
      variable('DBT_PASSWORD', 'dbt-hemlock-bight-7782', 'masked', 'dev/*'),
      variable('DBT_TARGET', 'ci'),
    ],
    {
      environments: [environment('production'), environment('dev/mira', 'development')],
      schedules: [
        {
          description: 'Hourly models',
          ref: 'main',
          cron: '5 * * * *',
          active: true,
          variables: [
            { key: 'DBT_FULL_REFRESH', value: 'false', variable_type: 'env_var', raw: false },
            { key: 'DBT_CLOUD_TOKEN', value: 'dbt-cloud-fennel-isle-3301', variable_type: 'env_var', raw: false },
          ],
        },
      ],
    },
  ),
  defineProject(
    'data/ml/recommender',
    'Trains and ships recommendations with a child pipeline',
    [
      variable('GCP_SERVICE_ACCOUNT', serviceAccount('recommender'), 'file', 'production'),
      variable('MLFLOW_TRACKING_PASSWORD', 'mlflow-thyme-bluff-5826', 'masked'),
      variable('HUGGINGFACE_TOKEN', 'models-basil-ledge-9032', 'masked'),
      variable('FEATURE_STORE_KEY', 'feature-store-acacia-7741', 'masked protected', 'production'),
    ],
    { environments: [environment('staging'), environment('production')] },
  ),
  defineProject(
    'data/ml/forecast',
    'How much of what will be sold where',
    [variable('FORECAST_API_KEY', 'forecast-juniper-shoal-1185', 'masked'), variable('CI_DEBUG_TRACE', 'false')],
    { environments: [environment('production')], commitMessageRule: '^[A-Z]+-[0-9]+: ' },
  ),
]
