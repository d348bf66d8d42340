// Artefacts: every generated file, as it would be applied or committed, with the reason for each block.
import { FileCode2 } from 'lucide-react'
import type { Metadata } from 'next'
import { ArtefactList } from '@/components/artefacts/artefact-list'
import { artefactTree, treeFile } from '@/components/artefacts/artefact-tree'
import { ArtefactView } from '@/components/artefacts/artefact-view'
import { filesShown } from '@/components/artefacts/files-shown'
import { FindFiles } from '@/components/artefacts/find-files'
import { JobNotes } from '@/components/artefacts/job-notes'
import { LeftOutList } from '@/components/artefacts/left-out-list'
import { PlacementChoice } from '@/components/artefacts/placement-choice'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { requireUser } from '@/lib/auth/require-user'
import { loadArtefacts } from '@/lib/services/load-artefacts'
import { loadShell } from '@/lib/services/load-shell'
import { choosePlacement } from './actions'

export const metadata: Metadata = { title: 'Artefacts' }

type Parameters = Promise<{ file?: string | string[]; line?: string | string[]; find?: string | string[] }>

const plural = (count: number, word: string) => `${count.toLocaleString('en')} ${count === 1 ? word : `${word}s`}`

export default async function ArtefactsPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const [shell, asked] = await Promise.all([loadShell(), searchParams])
  const artefacts = shell.scannedAt === null ? null : await loadArtefacts()
  if (!artefacts || artefacts.projects.length === 0) {
    return (
      <>
        <PageHeader title="Artefacts" />
        <NoPlan icon={FileCode2} scanned={artefacts !== null} what="artefacts" />
        {artefacts && artefacts.leftOut.length > 0 ? (
          <Card flush title={`${plural(artefacts.leftOut.length, 'variable')} left out`} className="mt-3">
            <LeftOutList leftOut={artefacts.leftOut} />
          </Card>
        ) : null}
      </>
    )
  }
  const { files, leftOut, projects, placements, refused, byHand } = artefacts
  const file =
    files.find((one) => one.path === asked.file) ??
    files.find((one) => one.kind === 'ci' && one.before !== null) ??
    files[0]
  const line = /^[1-9]\d{0,6}$/.test(String(asked.line)) ? Number(asked.line) : null
  const project = file?.project ?? null
  const find = typeof asked.find === 'string' ? asked.find.slice(0, 200) : ''
  const { shown, found } = filesShown(files.map(treeFile), find, file?.path ?? '')
  return (
    <>
      <PageHeader
        title="Artefacts"
        summary={`${plural(files.length, 'file')} for ${plural(projects.length, 'project')} · ${plural(leftOut.length, 'variable')} left out`}
      >
        <ButtonLink href="/merge-requests" variant="primary">
          Preview merge requests
        </ButtonLink>
      </PageHeader>
      <div className="flex h-[calc(100vh-92px)] min-h-[480px] gap-3">
        <div className="flex w-[270px] shrink-0 flex-col gap-3">
          <nav
            aria-label="Generated files"
            className="flex min-h-0 flex-1 flex-col rounded-xl border border-line bg-surface"
          >
            {files.length > shown.length || find ? (
              <FindFiles find={find} open={file?.path ?? ''} shown={shown.length} found={found} />
            ) : null}
            <div className="thin-scroll min-h-0 flex-1 overflow-y-auto p-2">
              <ArtefactList folder={artefactTree(shown)} open={file?.path ?? ''} find={find} />
            </div>
          </nav>
          {project && projects.includes(project) && file?.kind === 'ci' ? (
            <PlacementChoice
              key={project}
              project={project}
              placement={placements[project] ?? 'file'}
              mayEdit={user.role !== 'viewer'}
              save={choosePlacement}
            />
          ) : null}
        </div>
        {file ? <ArtefactView key={`${file.path} ${line}`} file={file} line={line} /> : null}
      </div>
      {refused.length > 0 ? (
        <Card flush title={`${plural(refused.length, 'job')} that cannot be changed as planned`} className="mt-3">
          <JobNotes label="Refused jobs" notes={refused} />
        </Card>
      ) : null}
      {byHand.length > 0 ? (
        <Card flush title={`${plural(byHand.length, 'job')} to change by hand`} className="mt-3">
          <JobNotes label="Jobs to change by hand" notes={byHand} />
        </Card>
      ) : null}
      <Card flush title={`${plural(leftOut.length, 'variable')} left out`} className="mt-3">
        <LeftOutList leftOut={leftOut} />
      </Card>
    </>
  )
}
