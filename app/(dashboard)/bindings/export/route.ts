// The binding table as CSV, Markdown or JSON, of one environment or of all.
import { z } from 'zod'
import { protectedRoute } from '@/lib/auth/protected-route'
import { exportBindings } from '@/lib/services/export-bindings'

const schema = z.object({ format: z.enum(['csv', 'md', 'json']), environment: z.string().max(500).optional() })

const types = { csv: 'text/csv', md: 'text/markdown', json: 'application/json' } as const

export const GET = protectedRoute('viewer', async (request) => {
  const asked = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success)
    return new Response('Give ?format=csv, md or json, and at most an environment.\n', { status: 400 })
  const { format, environment } = asked.data
  return new Response(await exportBindings(format, environment ?? null), {
    headers: {
      'Content-Type': `${types[format]}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="bindings.${format}"`,
      'Cache-Control': 'no-store',
    },
  })
})
