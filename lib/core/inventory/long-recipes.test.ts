import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { analyseEstate } from './analyse-estate'
import { ci, codes, estate, project, variable } from './example-estate'
import { longRecipe, recipeGroups } from './long-recipes'
import { type ProblemCode, recipes } from './problem'

const long = recipeGroups()
  .flatMap((group) => group.codes)
  .flatMap((code) => {
    const recipe = longRecipe(code)
    return recipe ? [{ code, recipe }] : []
  })
const examples = long.flatMap(({ code, recipe }) => (recipe.example ? [{ code, ...recipe.example }] : []))
const keys = ['DEPLOY_TOKEN', 'DB_PASSWORD', 'REGISTRY_TOKEN', 'TEMPLATE_VERSION']

/** What the scan would say about this configuration. */
function found(text: string): string[] {
  const analysis = analyseEstate(
    estate(
      [project('acme/shop/api', ci(text))],
      keys.map((key) => variable(key)),
    ),
  )
  return analysis.variables.flatMap((one) => codes([...one.blockers, ...one.warnings]))
}

describe('recipes', () => {
  it('list every code once, and answer the large blockers at length', () => {
    const listed = recipeGroups().flatMap((group) => group.codes)
    expect([...listed].sort()).toEqual(Object.keys(recipes).sort())
    const large: ProblemCode[] = [
      'config_elsewhere',
      'bridge_uses_variable',
      'child_pipeline_file',
      'used_in_rules',
      'used_in_composite',
      'include_conditional',
      'consumer_unknown',
    ]
    for (const code of large) expect(longRecipe(code)?.example, code).not.toBeNull()
  })

  it('say what to do and what proves it, with a page to read on', () => {
    for (const { code, recipe } of long) {
      expect(recipe.steps.length, code).toBeGreaterThan(0)
      expect(recipe.source, code).toMatch(/^https:\/\/docs\.gitlab\.com\//)
      for (const sentence of [recipe.means, recipe.evidence, ...recipe.steps]) expect(sentence, code).toMatch(/\.$/)
    }
  })

  it.each(examples)('show configuration that is valid YAML, with two different states, for $code', (example) => {
    expect(example.before).not.toBe(example.after)
    for (const text of [example.before, example.after]) {
      const documents = parseAllDocuments(text)
      expect(documents.flatMap(({ errors }) => errors)).toEqual([])
    }
  })

  const seen: ProblemCode[] = [
    'used_in_rules',
    'used_in_workflow',
    'used_in_include',
    'used_in_environment_name',
    'used_in_resource_group',
    'used_in_tags',
    'used_in_id_tokens',
    'environment_not_static',
    'bridge_uses_variable',
    'used_in_trigger',
    'used_in_composite',
    'used_in_image',
  ]
  it.each(examples.filter(({ code }) => seen.includes(code)))('have the scan see $code before, and not after', ({
    code,
    before,
    after,
  }) => {
    expect(found(before)).toContain(code)
    expect(found(after)).not.toContain(code)
  })

  it('hold an example for each code that the scan sees in one file', () => {
    expect(examples.filter(({ code }) => seen.includes(code))).toHaveLength(seen.length)
  })
})
