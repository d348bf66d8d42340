// The inventory as filtered, as a file. It never holds a value.
import { z } from 'zod'
import { protectedRoute } from '@/lib/auth/protected-route'
import { exportInventory } from '@/lib/services/export-inventory'
import { streamOf } from './stream-of'

const schema = z.object({ format: z.enum(['csv', 'json']), filter: z.string().max(2000).default('') })

export const GET = protectedRoute('viewer', async (request) => {
  const asked = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) return new Response('Give ?format=csv or ?format=json, and at most a filter.\n', { status: 400 })
  const { format, filter } = asked.data
  return new Response(streamOf(exportInventory(format, filter)), {
    headers: {
      'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="inventory.${format}"`,
      'Cache-Control': 'no-store',
    },
  })
})
