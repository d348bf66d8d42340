// Comments on merge requests (`lib/api/notes.rb`).
import { userEntity } from '../entities/user-entity.ts'
import { type Context, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { missingParameter, notFound } from '../http/refusal.ts'
import type { MergeRequest, Note } from '../world/merge-request.ts'
import type { Project } from '../world/project.ts'
import { findMergeRequest } from './merge-request-routes.ts'

const base = '/projects/:id/merge_requests/:iid/notes'

function noteEntity({ url }: Context, project: Project, request: MergeRequest, note: Note): Record<string, unknown> {
  return {
    id: note.id,
    type: null,
    body: note.body,
    author: userEntity(note.authorId, url),
    created_at: note.createdAt,
    updated_at: note.createdAt,
    system: note.system,
    noteable_id: request.id,
    noteable_type: 'MergeRequest',
    project_id: project.id,
    noteable_iid: request.iid,
    resolvable: false,
    confidential: false,
    internal: false,
  }
}

export const noteRoutes: Route[] = [
  route('GET', base, (context) => {
    const { project, request } = findMergeRequest(context)
    return paginate(context, [...request.notes].reverse(), (note) => noteEntity(context, project, request, note))
  }),
  route('POST', base, (context) => {
    const { project, request } = findMergeRequest(context, 20)
    const body = textParameter(context, 'body')
    if (body === undefined) throw missingParameter('body')
    const id = context.world.nextId()
    const note = { id, body, authorId: context.user.id, createdAt: new Date().toISOString(), system: false }
    request.notes.push(note)
    context.saveProject(project)
    return json(noteEntity(context, project, request, note), 201)
  }),
  route('GET', `${base}/:note`, (context) => {
    const { project, request } = findMergeRequest(context)
    const note = request.notes.find(({ id }) => id === Number(context.params.note))
    if (note === undefined) throw notFound('Note')
    return json(noteEntity(context, project, request, note))
  }),
]
