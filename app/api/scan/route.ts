// How the latest scan stands, for the progress bar that asks once a second.
import { protectedRoute } from '@/lib/auth/protected-route'
import { loadShell } from '@/lib/services/load-shell'

export const GET = protectedRoute('viewer', async () =>
  Response.json((await loadShell()).scan, { headers: { 'Cache-Control': 'no-store' } }),
)
