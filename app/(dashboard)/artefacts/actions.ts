// Chooses where the CI change of a project goes.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { setPlacement } from '@/lib/services/set-placement'

export const choosePlacement = protectedAction(
  'editor',
  z.strictObject({ project: z.string().min(1).max(1000), placement: z.enum(['file', 'inline']) }),
  ({ project, placement }, { user }) => setPlacement(project, placement, user.name),
)
