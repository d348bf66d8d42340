// Which placement a project's CI change takes; without a row it is the generated file.
import { database } from './database'

export type Placement = 'file' | 'inline'

export async function findPlacements(): Promise<Record<string, Placement>> {
  const rows = await database().projectPlacement.findMany()
  return Object.fromEntries(rows.map((row) => [row.project, row.placement === 'inline' ? 'inline' : 'file']))
}

export async function savePlacement(project: string, placement: Placement, who: string): Promise<void> {
  await database().projectPlacement.upsert({
    where: { project },
    create: { project, placement, who },
    update: { placement, who, at: new Date() },
  })
}
