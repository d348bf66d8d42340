// Opens the browser's print dialog; the page's print style leaves out navigation and forms.
'use client'

import { Printer } from 'lucide-react'
import { Button } from './button'

export function PrintButton() {
  return (
    <Button onClick={() => window.print()} className="print:hidden">
      <Printer className="size-3.5" aria-hidden="true" />
      Print
    </Button>
  )
}
