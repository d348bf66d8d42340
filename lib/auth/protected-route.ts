// The wrapper that every route handler goes through; refusals are JSON with a status.
import { AppError, type ErrorCode, messages } from '@/lib/errors'
import { checkCaller } from './check-caller'
import type { Role, User } from './session'

const statusOf: Partial<Record<ErrorCode, number>> = {
  not_signed_in: 401,
  not_allowed: 403,
  cross_site: 403,
  not_found: 404,
  no_scan: 409,
  invalid_input: 400,
}

export function protectedRoute(role: Role, work: (request: Request, context: { user: User }) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      const user = await checkCaller(role, request.method !== 'GET')
      return await work(request, { user })
    } catch (error) {
      return refuse(error)
    }
  }
}

export function publicRoute(work: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      return await work(request)
    } catch (error) {
      return refuse(error)
    }
  }
}

function refuse(error: unknown): Response {
  if (error instanceof AppError)
    return Response.json({ error: error.code, message: error.message }, { status: statusOf[error.code] ?? 500 })
  console.error('A route failed:', error instanceof Error ? error.name : 'unknown error')
  return Response.json({ error: 'unexpected', message: messages.unexpected }, { status: 500 })
}
