// Who owns the project or group of a variable, and how that is known.
import Link from 'next/link'
import type { RowOwners } from '@/lib/core/render/inventory-row'
import { DrawerSection } from './drawer-section'
import { inventoryAddress } from './inventory-address'

const sources: Record<RowOwners['source'], string> = {
  csv: 'as people wrote into a CSV file',
  codeowners: 'by CODEOWNERS, for the CI configuration',
  maintainers: 'its maintainers, since neither a CSV file nor CODEOWNERS names anybody',
  none: '',
}

export function OwnerSection({ owners, owned }: { owners: RowOwners | null; owned: boolean }) {
  return (
    <DrawerSection title="Owners">
      {owners && owners.names.length > 0 ? (
        <p className="[overflow-wrap:anywhere]">
          {owners.names.map((name, index) => (
            <span key={name}>
              {index > 0 ? ', ' : ''}
              <Link
                className="text-accent-text underline"
                href={inventoryAddress({ filter: /\s/.test(name) ? `owned:"${name}"` : `owned:${name}` })}
              >
                {name}
              </Link>
            </span>
          ))}{' '}
          <span className="text-muted">({sources[owners.source]})</span>
        </p>
      ) : (
        <p className="text-muted">
          {owners
            ? 'CODEOWNERS and members were read: nobody owns it.'
            : owned
              ? 'Not known: nobody has read CODEOWNERS and members yet, or they could not be read.'
              : 'A variable of the whole instance belongs to no project or group.'}
        </p>
      )}
    </DrawerSection>
  )
}
