// 100,000 variables in the database of a running Cutover, of which one rule changes 20,000.
import pg from 'pg'
import type { Estate } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import { closeDatabase } from '@/lib/db/database'
import { publishEstate } from '@/lib/db/estate-repository'
import { findRules, saveRulesVersion } from '@/lib/db/rules-repository'
import { refreshRows } from '@/lib/services/refresh-rows'
import { planEstate } from './plan-estate'

const aProject = 100

/** One of five is named for a database, and only those the rule of the benchmark takes. */
const keyOf = (at: number): string => (at % 5 === 0 ? `DATABASE_PASSWORD_${at}` : `SERVICE_TOKEN_${at}`)

/** Takes how many variables; gives an estate with a hundred in each project, whose pipelines use none of them. */
function pageEstate(count: number): Estate {
  const { estate } = planEstate(Math.ceil(count / aProject))
  const [example] = estate.variables
  if (example === undefined) throw new Error('The estate of the plan has no variable')
  const projects = estate.projects.map((project) => ({ ...project, ci: { state: 'absent' as const } }))
  const variables = projects.flatMap(({ fullPath: owner }) =>
    Array.from({ length: aProject }, (_, at): Variable => {
      return { ...example, level: 'project', owner, key: keyOf(at), environmentScope: 'production', protected: true }
    }),
  )
  return { ...estate, projects, variables }
}

/** Takes the owner's address of a migrated database; publishes the estate, saves rules without a rule, and fills the rows. */
export async function fillPages(ownerUrl: string, count: number): Promise<void> {
  process.env.CUTOVER_DATABASE_URL = ownerUrl
  const { projects, variables, ...head } = pageEstate(count)
  const part = { projects: projects.map((project) => ({ project, basis: null })), variables }
  const places = projects.map(({ id, fullPath }) => ({ id, fullPath }))
  await publishEstate(head, [part], { at: new Date(), include: [], kept: { scanId: '', pages: [] }, projects: places })
  const { rules } = planEstate(1)
  await saveRulesVersion({ ...rules, rules: [] }, (await findRules()).version, { who: 'bench', what: 'seeded' })
  await refreshRows({ who: 'bench', what: 'seeded' })
  await closeDatabase()
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('VACUUM ANALYZE inventory_row, inventory_document')
  await owner.end()
}
