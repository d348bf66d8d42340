// Rows of the inventory with what is decided about them and who owns them, as the questions need them.
import { decideVariable, makeLookUp } from '@/lib/core/mapping/decide-variable'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { type QuestionRow, questionRow } from '@/lib/core/render/questionnaire'
import { findOwners } from './find-owners'

/** Takes one piece of the inventory after the other, and gives them with `rules` and the owners of this moment. */
export async function questionRows(rules: RulesFile): Promise<(rows: readonly InventoryRow[]) => QuestionRow[]> {
  const owners = await findOwners()
  const lookUp = makeLookUp(rules)
  const today = new Date().toISOString().slice(0, 10)
  return (rows) =>
    rows.map((row) => {
      const { decidedBy, template } = decideVariable(row.variable, lookUp, today)
      const known = row.variable.owner === null ? undefined : owners.get(row.variable.owner)
      return questionRow(row, decidedBy, known?.map(({ name }) => name) ?? null, template)
    })
}
