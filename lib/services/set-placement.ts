// Chooses where a project's CI change goes.
import { type Placement, savePlacement } from '@/lib/db/placement-repository'

export async function setPlacement(project: string, placement: Placement, who: string): Promise<void> {
  await savePlacement(project, placement, who)
}
