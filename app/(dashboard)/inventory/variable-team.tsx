// Who owns the variable that is open, and what people said about it.
import { CommentList } from '@/components/inventory/comment-list'
import { OwnerSection } from '@/components/inventory/owner-section'
import type { User } from '@/lib/auth/session'
import { findOwners } from '@/lib/services/find-owners'
import { loadComments } from '@/lib/services/row-comments'
import { addComment, deleteComment } from './team-actions'

export async function VariableTeam({ id, owner, user }: { id: string; owner: string | null; user: User }) {
  const [owners, comments] = await Promise.all([findOwners(owner === null ? [] : [owner]), loadComments(id)])
  const known = owner === null ? undefined : owners.get(owner)
  return (
    <>
      <OwnerSection
        owners={known ? { names: known.map(({ name }) => name), source: known[0]?.source ?? 'none' } : null}
        owned={owner !== null}
      />
      <CommentList
        key={id}
        row={id}
        comments={comments.map(({ id: comment, who, at, text }) => ({ id: comment, who, at, text }))}
        me={user.name}
        mayEdit={user.role !== 'viewer'}
        actions={{ add: addComment, remove: deleteComment }}
      />
    </>
  )
}
