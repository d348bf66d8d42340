// The blast radius of one variable, for its details: comes after the rest, since it needs the whole plan.
import { Suspense } from 'react'
import { RadiusSection } from '@/components/blast-radius/radius-section'
import { DrawerSection } from '@/components/inventory/drawer-section'
import { loadRadius } from '@/lib/services/load-blast-radius'

export function VariableRadius({ id }: { id: string }) {
  return (
    <Suspense fallback={null}>
      <Found id={id} />
    </Suspense>
  )
}

async function Found({ id }: { id: string }) {
  const radius = await loadRadius(id)
  if (radius === null) return null
  return (
    <DrawerSection title="Who could use it, today and after cut-over">
      <RadiusSection radius={radius} />
    </DrawerSection>
  )
}
