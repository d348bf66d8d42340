// Everything known about one variable, each claim beside its evidence.
'use client'

import type { ReactNode } from 'react'
import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { BreakableText } from '../ui/breakable-text'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Drawer } from '../ui/drawer'
import { Kbd } from '../ui/kbd'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { StateBadge } from '../ui/state-badge'
import { DrawerSection } from './drawer-section'
import { EffectiveList } from './effective-list'
import { FateSection } from './fate-section'
import { HistoryList } from './history-list'
import { PlacementList } from './placement-list'
import { ProblemList } from './problem-list'
import { UseList } from './use-list'
import { VariableFacts } from './variable-facts'

export function VariableDrawer({
  detail,
  radius,
  team,
  position,
  of,
  mayEdit,
  onEdit,
  onClose,
}: {
  detail: VariableDetail
  radius: ReactNode
  /** Owners and comments. */
  team: ReactNode
  /** Place on the page of the table, from 1; 0 when the row is not on it. */
  position: number
  of: number
  mayEdit: boolean
  onEdit: (kind: BulkEdit['kind']) => void
  onClose: () => void
}) {
  const { variable } = detail
  const decided = detail.decidedBy
  return (
    <Drawer
      label={`Details of ${variable.key}`}
      onClose={onClose}
      header={
        <>
          <div className="flex items-center gap-1">
            <h2 className="font-mono font-medium [overflow-wrap:anywhere]">
              <BreakableText text={variable.key} />
            </h2>
            <CopyButton text={variable.key} label="key" />
            {position ? (
              <span className="ml-auto flex shrink-0 items-center gap-1 pl-2 text-sm text-muted">
                {position} of {of} <Kbd>j</Kbd> <Kbd>k</Kbd>
              </span>
            ) : null}
          </div>
          <p className="text-muted [overflow-wrap:anywhere]">
            {variable.owner ?? 'Whole instance'} · {variable.level} · scope{' '}
            <span className="font-mono text-sm">{variable.environmentScope}</span>
          </p>
        </>
      }
    >
      <div className="space-y-2">
        <StateBadge state={detail.state} />
        {detail.goneSince ? (
          <Notice>
            A complete scan no longer saw it, since <RelativeTime at={detail.goneSince} />.
          </Notice>
        ) : null}
        {decided.kind === 'excluded' ? (
          <p>
            Excluded: {decided.reason}
            {decided.until ? `, until ${decided.until}` : ''}
          </p>
        ) : null}
        <VariableFacts variable={variable} production={detail.production} />
        {variable.description ? <p className="text-muted">{variable.description}</p> : null}
        <p className="text-sm text-muted">
          Looks like{' '}
          {
            { secret: 'a secret', plain: 'plain configuration', unclear: 'neither a secret nor not' }[
              detail.classification
            ]
          }
          : {detail.classificationReason}
        </p>
      </div>
      <ProblemList title="What blocks" problems={detail.blockerList} bad />
      <ProblemList title="Look at this first" problems={detail.warningList} />
      <FateSection detail={detail} />
      <DrawerSection title="Goes to">
        <PlacementList detail={detail} />
        {mayEdit ? (
          <div className="mt-2 flex flex-wrap gap-1.5">
            <Button size="sm" onClick={() => onEdit('target')}>
              Choose target…
            </Button>
            {variable.environmentScope === '*' ? (
              <Button size="sm" onClick={() => onEdit('star')}>
                Answer *…
              </Button>
            ) : null}
            <Button size="sm" onClick={() => onEdit('exclude')}>
              Exclude…
            </Button>
            <Button size="sm" onClick={() => onEdit('retire')}>
              Retire…
            </Button>
            <Button size="sm" onClick={() => onEdit('replace')}>
              Replace…
            </Button>
            {decided.kind !== 'rule' && decided.kind !== 'nothing' ? (
              <Button size="sm" onClick={() => onEdit('clear')}>
                Leave to rules…
              </Button>
            ) : null}
          </div>
        ) : null}
      </DrawerSection>
      {team}
      <UseList detail={detail} />
      <EffectiveList rows={detail.effective} />
      {radius}
      <DrawerSection title="History">
        <HistoryList entries={detail.history} empty="Nobody has decided anything for it yet." />
      </DrawerSection>
    </Drawer>
  )
}
