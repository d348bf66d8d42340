// What the last scan saw first and what it no longer saw, each number the way to its rows.
import Link from 'next/link'
import { inventoryAddress } from '../inventory/inventory-address'
import { RelativeTime } from '../ui/relative-time'

export function ScanNews({ news }: { news: { since: string | null; new: number; gone: number } }) {
  if (news.since === null) return null
  return (
    <span>
      {news.new + news.gone === 0 ? (
        'Nothing new and nothing gone'
      ) : (
        <>
          <Rows filter="new:yes" text={`${news.new.toLocaleString('en')} new`} count={news.new} />,{' '}
          <Rows filter="gone:yes" text={`${news.gone.toLocaleString('en')} gone`} count={news.gone} />
        </>
      )}{' '}
      since the scan <RelativeTime at={news.since} />
    </span>
  )
}

function Rows({ filter, text, count }: { filter: string; text: string; count: number }) {
  if (count === 0) return text
  return (
    <Link href={inventoryAddress({ filter })} className="rounded-sm font-medium text-accent-text hover:underline">
      {text}
    </Link>
  )
}
