// Trust model: who trusts whom and what a login proves, by one real job; and what can fail. To print and to hand over.
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { MarkdownView } from '@/components/trust-model/markdown-view'
import '@/components/ui/print.css'
import { readTrustModelAddress } from '@/components/trust-model/trust-model-address'
import { ExampleNotice, SeenNotice } from '@/components/trust-model/trust-notices'
import { TrustPicker } from '@/components/trust-model/trust-picker'
import { TrustSections } from '@/components/trust-model/trust-sections'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import { PrintButton } from '@/components/ui/print-button'
import { TabLinks } from '@/components/ui/tab-links'
import { requireUser } from '@/lib/auth/require-user'
import { renderFailureModes } from '@/lib/core/render/failure-modes'
import { trustModelPage } from '@/lib/core/render/trust-model'
import { trustModelSections } from '@/lib/core/render/trust-model-sections'
import { loadShell } from '@/lib/services/load-shell'
import { loadTrustModel } from '@/lib/services/load-trust-model'

export const metadata: Metadata = { title: 'Trust model' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function TrustModelPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const asked = await searchParams
  if (asked.page === 'failure-modes') {
    const text = renderFailureModes()
    return (
      <div data-printable>
        <Head text={text} failures />
        <Card>
          <MarkdownView text={text} />
        </Card>
      </div>
    )
  }
  const question = readTrustModelAddress(asked)
  const [loaded, shell] = await Promise.all([loadTrustModel(question), loadShell()])
  const { one, missing, unknownProject, projects, environments, reading } = loaded
  const { answer } = one.asked
  return (
    <div data-printable>
      <Head text={trustModelPage(one)} failures={false} />
      <p className="mb-3 hidden text-muted print:block">
        {missing === null ? `${answer.project}, ${answer.environment ?? 'no environment'}. ` : ''}GitLab {one.gitlabUrl}
        {shell.scannedAt === null ? '' : `, scanned ${shell.scannedAt.slice(0, 16).replace('T', ' ')} UTC`}.
      </p>
      {missing === null ? (
        <TrustPicker answer={answer} askedRef={question.ref} projects={projects} environments={environments} />
      ) : (
        <ExampleNotice missing={missing} one={one} />
      )}
      {unknownProject === null ? null : (
        <Notice weight="warning" title={`The last scan found no project ${unknownProject}.`} className="mb-3">
          This is {answer.project} instead.
        </Notice>
      )}
      {reading === null ? null : <SeenNotice reading={reading} one={one} />}
      {answer.notes.map((note) => (
        <Notice key={note} className="mb-3">
          {note}.
        </Notice>
      ))}
      <TrustSections sections={trustModelSections(one)} />
    </div>
  )
}

function Head({ text, failures }: { text: string; failures: boolean }) {
  return (
    <>
      <PageHeader title="Trust model" summary="Who trusts whom, what a login proves, and what it does not">
        <span className="contents print:hidden">
          <CopyButton
            text={text}
            label="the page as Markdown"
            className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-raised print:hidden"
          >
            Copy as Markdown
          </CopyButton>
          <PrintButton />
        </span>
      </PageHeader>
      <div className="print:hidden">
        <TabLinks
          label="Pages"
          tabs={[
            { href: '/trust-model', name: 'Who trusts whom', active: !failures },
            { href: '/trust-model?page=failure-modes', name: 'When a job cannot read Vault', active: failures },
          ]}
        />
      </div>
    </>
  )
}
