// Whether web, database and worker are up: 200 when all are, else 503.
import { publicRoute } from '@/lib/auth/protected-route'
import { checkHealth } from '@/lib/services/check-health'

export const GET = publicRoute(async () => {
  const health = await checkHealth()
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
})
