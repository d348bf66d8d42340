// Trust model: what proves what, and what can fail, as pages to hand over.
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { MarkdownView } from '@/components/trust-model/markdown-view'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { TabLinks } from '@/components/ui/tab-links'
import { requireUser } from '@/lib/auth/require-user'
import { renderFailureModes } from '@/lib/core/render/failure-modes'
import { renderTrustModel } from '@/lib/core/render/trust-model'
import { loadRules } from '@/lib/services/load-rules'
import { loadShell } from '@/lib/services/load-shell'

export const metadata: Metadata = { title: 'Trust model' }

type Parameters = Promise<{ page?: string | string[] }>

export default async function TrustModelPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const failures = (await searchParams).page === 'failure-modes'
  const [{ rules }, shell] = await Promise.all([loadRules(), loadShell()])
  const text = failures
    ? renderFailureModes()
    : renderTrustModel({ rules, gitlabUrl: shell.gitlabUrl ?? 'https://gitlab.example.com' })
  return (
    <>
      <PageHeader title="Trust model" summary="What proves what, and what can fail: to hand over">
        <CopyButton
          text={text}
          label="the page as Markdown"
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-raised"
        >
          Copy as Markdown
        </CopyButton>
      </PageHeader>
      <TabLinks
        label="Pages"
        tabs={[
          { href: '/trust-model', name: 'Who trusts whom', active: !failures },
          { href: '/trust-model?page=failure-modes', name: 'When a job cannot read Vault', active: failures },
        ]}
      />
      <Card>
        <MarkdownView text={text} />
      </Card>
    </>
  )
}
