// Writes down a group of the story; what is not said gets the usual default.
import type { Group, Member } from '../world/group.ts'
import { tokenUserId } from '../world/user.ts'

export type StoryGroup = Omit<Group, 'id' | 'parentId' | 'path'>

/** A group by its full path. Top-level groups have the token's user as Owner unless `members` says otherwise. */
export function defineGroup(
  fullPath: string,
  name: string,
  description: string,
  more: Partial<Pick<Group, 'members' | 'variables' | 'protectedEnvironments' | 'visibility'>> = {},
): StoryGroup {
  const owners: Member[] = fullPath.includes('/')
    ? []
    : [
        { userId: 1, accessLevel: 50 },
        { userId: tokenUserId, accessLevel: 50 },
      ]
  return {
    fullPath,
    name,
    description,
    visibility: more.visibility ?? 'private',
    createdAt: '2025-02-03T10:00:00.000Z',
    members: more.members ?? owners,
    variables: more.variables ?? [],
    protectedEnvironments: more.protectedEnvironments ?? [],
  }
}
