// Every project and group with its owner, as a CSV file to complete and import.
import { protectedRoute } from '@/lib/auth/protected-route'
import { exportOwners } from '@/lib/services/import-owners'

export const GET = protectedRoute(
  'viewer',
  async () =>
    new Response(await exportOwners(), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="owners.csv"',
        'Cache-Control': 'no-store',
      },
    }),
)
