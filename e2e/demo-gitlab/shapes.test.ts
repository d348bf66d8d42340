// Every key that GitLab's own response schemas require is there, with its type.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from './start-demo-gitlab.ts'

const cloneRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const shared = process.env.CUTOVER_SHARED ?? path.join(cloneRoot, '../shared')
const schemas = path.join(shared, 'gitlab/api-schemas')
const here = existsSync(schemas)
if (!here) console.log(`Shape tests skipped: no GitLab schemas at ${schemas}`)

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * The schema with file references resolved where the file is here, free additional keys, and no outdated type names. An unresolved
 * reference is ignored, so that `oneOf` can only be `anyOf`. A person may be null: GitLab's documentation answers null for
 * `assignee`, `merged_by` and `closed_by` where there is none (`doc/api/merge_requests.md`).
 */
function loosened(file: string): Json {
  const schema: Json = JSON.parse(readFileSync(file, 'utf8'))
  return loosen(schema, path.dirname(file))
}

function loosen(schema: Json, folder: string): Json {
  if (Array.isArray(schema)) return schema.map((item) => loosen(item, folder))
  if (typeof schema !== 'object' || schema === null) return schema
  const reference = schema.$ref
  if (typeof reference === 'string') {
    const file = path.join(folder, reference)
    if (!existsSync(file)) return {}
    return reference.startsWith('user/') ? { anyOf: [{ type: 'null' }, loosened(file)] } : loosened(file)
  }
  const result: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'additionalProperties' || key === '$schema' || key === 'id' || key === 'format') {
      if (key !== 'id' || typeof value !== 'string') result[key] = loosen(value, folder)
      continue
    }
    result[key === 'oneOf' ? 'anyOf' : key] = key === 'type' ? typeName(value) : loosen(value, folder)
  }
  if (result.additionalProperties === false) delete result.additionalProperties
  delete result.$schema
  if (typeof result.format === 'string') delete result.format
  return result
}

/** Old schemas say `date` or `uri` where JSON Schema knows only `string`. */
function typeName(type: Json): Json {
  if (Array.isArray(type)) return type.map(typeName)
  if (typeof type === 'object' && type !== null) return loosen(type, schemas)
  return type === 'date' || type === 'uri' ? 'string' : type
}

describe.skipIf(!here)('the shape of', () => {
  let demo: DemoGitlab
  beforeAll(async () => {
    demo = await startDemoGitlab()
    await ask('/projects/shop%2Fweb%2Fstorefront/repository/branches?branch=topic&ref=main', 'POST')
    const opened = '/projects/shop%2Fweb%2Fstorefront/merge_requests?source_branch=topic&target_branch=main&title=Topic'
    await ask(opened, 'POST')
  })
  afterAll(() => demo.close())

  async function ask(where: string, method = 'GET'): Promise<unknown> {
    const response = await fetch(`${demo.url}/api/v4${where}`, {
      method,
      headers: { 'private-token': demo.tokens.write },
    })
    expect(response.status).toBeLessThan(300)
    return await response.json()
  }

  const project = '/projects/shop%2Fweb%2Fstorefront'
  it.each([
    ['projects', '/projects?per_page=100', 'public_api/v4/projects.json'],
    ['a branch', `${project}/repository/branches/main`, 'public_api/v4/branch.json'],
    ['a commit', `${project}/repository/commits/main`, 'public_api/v4/commit/detail.json'],
    ['a merge request', `${project}/merge_requests/1`, 'public_api/v4/merge_request.json'],
    ['an environment', `${project}/environments/ENVIRONMENT`, 'public_api/v4/environment.json'],
    ['a person', '/users/2', 'public_api/v4/user/basic.json'],
    ['protected branches', `${project}/protected_branches`, 'protected_branches.json'],
  ])("%s is what GitLab's schema demands", async (_name, where, file) => {
    const first = demo.world.project('shop/web/storefront')?.environments[0]
    const answer = await ask(where.replace('ENVIRONMENT', String(first?.id)))
    const ajv = new Ajv({ strict: false, allErrors: true })
    const validate = ajv.compile(Object(loosened(path.join(schemas, file))))
    validate(answer)
    expect(validate.errors ?? []).toEqual([])
  })

  it('a schema that demands more is not satisfied', () => {
    const schema = loosened(path.join(schemas, 'public_api/v4/branch.json'))
    const validate = new Ajv({ strict: false }).compile(Object(schema))
    expect(validate({ name: 'main' })).toBe(false)
  })
})
