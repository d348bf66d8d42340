// Comments on rows and saved views of the inventory.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { commentOnRow, deleteOwnComment } from '@/lib/services/row-comments'
import { dropView, keepView } from '@/lib/services/saved-views'

export const addComment = protectedAction(
  'editor',
  z.strictObject({ row: z.string().min(1).max(2000), text: z.string().max(5000) }),
  async ({ row, text }, { user }) => commentOnRow(row, text, user.name),
)

export const deleteComment = protectedAction('editor', z.strictObject({ id: z.uuid() }), async ({ id }, { user }) =>
  deleteOwnComment(id, user.name),
)

/** A view of one's own changes nothing for others; only who may decide shares one. */
export const saveView = protectedAction(
  'viewer',
  z.strictObject({ name: z.string().min(1).max(80), address: z.string().max(6000), shared: z.boolean() }),
  async ({ name, address, shared }, { user }) =>
    keepView({ who: user.name, name, address, shared: shared && user.role !== 'viewer' }),
)

export const deleteView = protectedAction('viewer', z.strictObject({ id: z.uuid() }), async ({ id }, { user }) =>
  dropView(id, user.name),
)
