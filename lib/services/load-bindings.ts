// The binding table of the current plan.
import { type BindingRow, bindingTable } from '@/lib/core/render/binding-table'
import { loadPlan } from './load-plan'

export async function loadBindings(): Promise<{ rows: BindingRow[] }> {
  return { rows: bindingTable(await loadPlan()) }
}
