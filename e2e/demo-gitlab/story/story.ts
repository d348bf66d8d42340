// The story estate: Kestrel, a retailer with a platform team, payments, a shop, a data warehouse, and a legal department.
import { dataGroups, dataProjects } from './data.ts'
import type { StoryGroup } from './define-group.ts'
import type { StoryProject } from './define-project.ts'
import { legalGroups, legalProjects } from './legal.ts'
import { paymentsGroups, paymentsProjects } from './payments.ts'
import { platformGroups, platformProjects } from './platform.ts'
import { shopGroups, shopProjects } from './shop.ts'

export const storyGroups: StoryGroup[] = [
  ...platformGroups,
  ...paymentsGroups,
  ...shopGroups,
  ...dataGroups,
  ...legalGroups,
]

export const storyProjects: StoryProject[] = [
  ...platformProjects,
  ...paymentsProjects,
  ...shopProjects,
  ...dataProjects,
  ...legalProjects,
]
