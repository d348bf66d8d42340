// Who can read a variable or a path, as CSV: all rows that the page shows, not only one page of them.
import { readWhoView } from '@/components/access/who-address'
import { protectedRoute } from '@/lib/auth/protected-route'
import { filterReach, reachCsv } from '@/lib/core/render/reach-rows'
import { AppError } from '@/lib/errors'
import { loadReach } from '@/lib/services/load-access'

export const GET = protectedRoute('viewer', async (request) => {
  const view = readWhoView(Object.fromEntries(new URL(request.url).searchParams))
  if (view.what === '' || view.what.length > 2000)
    return new Response('Give ?what= as a variable or a path.\n', { status: 400 })
  const reach = await loadReach(view.what)
  if (reach === null) throw new AppError('no_scan')
  if (reach.target === null)
    return new Response('Several variables have this key. Give one of them.\n', { status: 400 })
  return new Response(reachCsv(filterReach(reach.rows, view)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="who-can-read.csv"',
      'Cache-Control': 'no-store',
    },
  })
})
