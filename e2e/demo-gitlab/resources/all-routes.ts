// All REST routes; the first that matches answers.
import type { Route } from '../http/context.ts'
import { branchRoutes } from './branch-routes.ts'
import { commitRoutes } from './commit-routes.ts'
import { deploymentRoutes } from './deployment-routes.ts'
import { environmentRoutes } from './environment-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { identityRoutes } from './identity-routes.ts'
import { lintRoutes } from './lint-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { mergeRequestDetailRoutes } from './merge-request-detail-routes.ts'
import { mergeRequestRoutes } from './merge-request-routes.ts'
import { noteRoutes } from './note-routes.ts'
import { pipelineRoutes } from './pipeline-routes.ts'
import { projectRoutes } from './project-routes.ts'
import { protectionRoutes } from './protection-routes.ts'
import { runnerRoutes } from './runner-routes.ts'
import { scheduleRoutes } from './schedule-routes.ts'
import { userRoutes } from './user-routes.ts'
import { variableRoutes } from './variable-routes.ts'

export const allRoutes: Route[] = [
  ...identityRoutes,
  ...projectRoutes,
  ...groupRoutes,
  ...variableRoutes,
  ...fileRoutes,
  ...commitRoutes,
  ...branchRoutes,
  ...mergeRequestRoutes,
  ...noteRoutes,
  ...deploymentRoutes,
  ...environmentRoutes,
  ...memberRoutes,
  ...pipelineRoutes,
  ...protectionRoutes,
  ...runnerRoutes,
  ...scheduleRoutes,
  ...lintRoutes,
  ...mergeRequestDetailRoutes,
  ...userRoutes,
]
