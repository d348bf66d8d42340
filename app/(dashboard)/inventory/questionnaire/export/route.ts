// The questions about the rows of a filter, as a CSV file for other teams. It never holds a value.
import { z } from 'zod'
import { protectedRoute } from '@/lib/auth/protected-route'
import { exportQuestionnaire } from '@/lib/services/export-questionnaire'
import { streamOf } from '../../export/stream-of'

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

const schema = z.object({
  filter: z.string().max(2000).default(''),
  separator: z.enum(['comma', 'semicolon', 'tab']).default('comma'),
})

export const GET = protectedRoute('viewer', async (request) => {
  const asked = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success)
    return new Response('Give ?separator=comma, semicolon or tab, and at most a filter.\n', { status: 400 })
  const { filter, separator } = asked.data
  return new Response(streamOf(exportQuestionnaire(filter, separators[separator])), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="questions.csv"',
      'Cache-Control': 'no-store',
    },
  })
})
