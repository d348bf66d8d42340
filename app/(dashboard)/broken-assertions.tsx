// The notice of broken assertions, for the pages that show it; nothing where all hold.
import { BrokenNotice } from '@/components/access/broken-notice'
import { assertionSentence } from '@/lib/core/render/assertion-words'
import { loadAssertions } from '@/lib/services/load-assertions'

export async function BrokenAssertions() {
  const { checked } = await loadAssertions()
  const broken = (checked ?? []).filter(({ rows }) => rows.length > 0)
  return (
    <BrokenNotice broken={broken.map(({ assertion, rows }) => ({ sentence: assertionSentence(assertion), rows }))} />
  )
}
