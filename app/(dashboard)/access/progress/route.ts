// How far a large answer about access is.
import { protectedRoute } from '@/lib/auth/protected-route'
import { accessProgress } from '@/lib/services/access-thread'

export const GET = protectedRoute('viewer', async () =>
  Response.json(accessProgress(), { headers: { 'Cache-Control': 'no-store' } }),
)
