// Chooses the estate: the story, or a generated one, with canaries for values if asked.
import { type EstateShape, generateEstate } from './generate/generate-estate.ts'
import { buildStory } from './story/build-story.ts'
import type { World } from './world/world.ts'

type Wanted = EstateShape & { projects?: number; variables?: number; canary?: string }

export function buildEstate(options: Wanted): World {
  const world =
    options.projects === undefined ? buildStory() : generateEstate(options.projects, options.variables ?? 10, options)
  if (options.canary !== undefined) plantCanaries(world, options.canary)
  return world
}

function plantCanaries(world: World, canary: string): void {
  let count = 0
  const holders = [
    { variables: world.instanceVariables },
    ...world.groups.values(),
    ...world.projects.values(),
    ...[...world.projects.values()].flatMap((project) => project.schedules),
  ]
  for (const holder of holders) {
    for (const variable of holder.variables) {
      count += 1
      variable.value = `${canary}-${String(count).padStart(6, '0')}`
    }
  }
}
