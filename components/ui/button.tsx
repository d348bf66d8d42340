// The one button, as a button or as a link that looks like one.
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

type Variant = 'primary' | 'default' | 'ghost' | 'danger' | 'inverse'
type Size = 'md' | 'sm' | 'icon'

const base =
  'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors select-none disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60'

const variants: Record<Variant, string> = {
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-strong',
  default: 'border-line-strong bg-surface text-text hover:bg-raised',
  ghost: 'border-transparent text-muted hover:bg-raised hover:text-text',
  danger: 'border-line-strong bg-surface text-red hover:bg-red-soft',
  inverse: 'border-inverse-line text-inverse-text hover:bg-inverse-text/10',
}

const sizes: Record<Size, string> = {
  md: 'h-8 px-3',
  sm: 'h-7 px-2 text-sm',
  icon: 'size-7 shrink-0',
}

/** Class names of a button, for elements that are no button themselves. */
export function buttonClass(variant: Variant = 'default', size: Size = 'md'): string {
  return classNames(base, variants[variant], sizes[size])
}

export function Button({
  variant,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { variant?: Variant; size?: Size }) {
  return <button type={type} className={classNames(buttonClass(variant, size), className)} {...rest} />
}

export function ButtonLink({
  variant,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: Variant; size?: Size }) {
  return <Link className={classNames(buttonClass(variant, size), className)} {...rest} />
}
