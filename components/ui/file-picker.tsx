// A field for one file. A file that was chosen before the page came alive counts too: its event is lost, the choice is not.
'use client'

import { type ComponentProps, useEffect, useEffectEvent, useRef } from 'react'
import { Input } from './controls'

export function FilePicker({
  onPick,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'ref' | 'className'> & {
  /** Undefined where the choice was taken back. */
  onPick: (file: File | undefined) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const pickEarly = useEffectEvent((file: File) => onPick(file))
  useEffect(() => {
    const file = input.current?.files?.[0]
    if (file) pickEarly(file)
  }, [])
  return (
    <Input {...rest} ref={input} type="file" className="pt-1" onChange={(event) => onPick(event.target.files?.[0])} />
  )
}
