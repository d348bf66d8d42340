// The mapping file as YAML.
import { protectedRoute } from '@/lib/auth/protected-route'
import { rulesToYaml } from '@/lib/core/mapping/rules-yaml'
import { loadRules } from '@/lib/services/load-rules'

export const GET = protectedRoute('viewer', async () => {
  const { rules } = await loadRules()
  return new Response(rulesToYaml(rules), {
    headers: {
      'Content-Type': 'application/yaml; charset=utf-8',
      'Content-Disposition': 'attachment; filename="cutover-rules.yml"',
      'Cache-Control': 'no-store',
    },
  })
})
