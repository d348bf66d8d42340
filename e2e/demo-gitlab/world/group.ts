// A group of the demo estate.
import type { ProtectedEnvironment } from './protected-ref.ts'
import type { Variable } from './variable.ts'

export interface Member {
  userId: number
  accessLevel: number
}

export interface Group {
  id: number
  parentId: number | null
  path: string
  name: string
  fullPath: string
  description: string
  visibility: 'private' | 'internal' | 'public'
  createdAt: string
  members: Member[]
  variables: Variable[]
  /** Group-level protected environments are keyed by tier. */
  protectedEnvironments: ProtectedEnvironment[]
}
