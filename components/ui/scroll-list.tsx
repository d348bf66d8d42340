// A list with a height of its own. Where it scrolls, the keyboard reaches it too (WCAG 2.1.1).
'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** `label` says what is listed; `className` sets the height. */
export function ScrollList({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const element = list.current
    if (!element) return
    const look = () => {
      if (element.scrollHeight > element.clientHeight) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    const resized = new ResizeObserver(look)
    resized.observe(element)
    look()
    return () => resized.disconnect()
  })
  return (
    <ul ref={list} aria-label={label} className={`thin-scroll overflow-y-auto ${className}`}>
      {children}
    </ul>
  )
}
