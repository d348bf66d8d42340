// All REST routes; the first that matches answers.
import type { Route } from '../http/context.ts'
import { groupRoutes } from './group-routes.ts'
import { identityRoutes } from './identity-routes.ts'
import { projectRoutes } from './project-routes.ts'
import { variableRoutes } from './variable-routes.ts'

export const allRoutes: Route[] = [...identityRoutes, ...projectRoutes, ...groupRoutes, ...variableRoutes]
