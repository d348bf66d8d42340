// The overview's card: how many people could use production variables, today and after cut-over.
import Link from 'next/link'
import { Suspense } from 'react'
import { RadiusTotal } from '@/components/blast-radius/radius-total'
import { Card } from '@/components/ui/card'
import { loadRadiusTotal } from '@/lib/services/load-blast-radius'

/** Comes after the rest of the page, since it needs the whole plan; nothing where nothing is planned for production. */
export function RadiusCard() {
  return (
    <Suspense fallback={null}>
      <Found />
    </Suspense>
  )
}

const link = 'rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current'

async function Found() {
  const total = await loadRadiusTotal()
  if (total === null) return null
  return (
    <Card
      title="Who could use production variables"
      remark={
        <Link href="/access/radius" prefetch={false} className={link}>
          Blast radius
        </Link>
      }
    >
      {total.readAt === null ? (
        <p className="text-muted">
          Not known: who may push was not read yet.{' '}
          <Link href="/access/lost" prefetch={false} className={link}>
            Read it
          </Link>
        </p>
      ) : (
        <RadiusTotal production={total} />
      )}
    </Card>
  )
}
