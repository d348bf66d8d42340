// Tests of generated CI configuration against GitLab's own schema, where it lies beside the clone.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv'
import { expect, test } from 'vitest'
import { mapAt, parseYamlMap } from './merged-config'
import { projectChange } from './project-change'
import { jobPlan, placement, planOf, project, rules } from './render-fixture'

const shared = process.env.CUTOVER_SHARED ?? path.resolve(import.meta.dirname, '../../../../shared')
const schemaFile = path.join(shared, 'gitlab/ci.schema.json')
const absent = !existsSync(schemaFile)
if (absent) console.log(`Skipped: ${schemaFile} is not there`)

const vaults = rules.vaults.map((vault) => ({ ...vault, namespace: 'team' }))
const long = placement({ engine: 'kv-v1', file: true })
const jobs = [
  jobPlan({
    entries: [...jobPlan().entries, { variableId: 'x', key: 'LONG', placement: long }],
  }),
]

function files(kind: 'file' | 'inline') {
  return projectChange({
    project: project(),
    plan: planOf({ jobs }),
    rules: { ...rules, vaults },
    placement: kind,
  }).files
}

test.skipIf(absent)(
  'the changed root file is valid in both placements, and so is the stub once it joins its job',
  () => {
    const ajv = new Ajv({ strict: false, validateFormats: false })
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')))
    const [inline] = files('inline')
    const [root, stub] = files('file')
    const job = mapAt(parseYamlMap(root?.after ?? ''), 'deploy')
    const joined = { deploy: { ...job, ...mapAt(parseYamlMap(stub?.after ?? ''), 'deploy') } }
    const checked = [parseYamlMap(inline?.after ?? ''), parseYamlMap(root?.after ?? ''), joined]
    for (const document of checked)
      expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null })
    expect(Object.keys(mapAt(joined.deploy, 'secrets') ?? {})).toEqual(['DB_PASSWORD', 'LONG'])
  },
)
