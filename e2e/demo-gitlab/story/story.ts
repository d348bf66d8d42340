// The story estate: Kestrel, a retailer with a platform team, payments, a shop and a data warehouse.
import type { StoryGroup } from './define-group.ts'
import type { StoryProject } from './define-project.ts'
import { platformGroups, platformProjects } from './platform.ts'

export const storyGroups: StoryGroup[] = [...platformGroups]

export const storyProjects: StoryProject[] = [...platformProjects]
