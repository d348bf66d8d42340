// One generated file, to save.
import { protectedRoute } from '@/lib/auth/protected-route'
import { loadArtefacts } from '@/lib/services/load-artefacts'

export const GET = protectedRoute('viewer', async (request) => {
  const path = new URL(request.url).searchParams.get('file')
  const file = (await loadArtefacts()).files.find((one) => one.path === path)
  if (!file) return new Response('There is no such file in the current plan.\n', { status: 404 })
  const name = encodeURIComponent(file.path.split('/').at(-1) ?? 'file')
  return new Response(file.text, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
      'Cache-Control': 'no-store',
    },
  })
})
