// Text field, text area, select and check box, in the look of the rest.
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** Full width unless a caller names another. */
const box =
  '[:where(&)]:w-full rounded-md border border-control bg-surface text-text disabled:opacity-60 aria-invalid:border-red aria-invalid:outline-red'

export function Input({ className, mono, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      className={classNames(box, 'h-8 px-2.5', mono && 'font-mono text-sm', className)}
      spellCheck={false}
      {...rest}
    />
  )
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={classNames(box, 'px-2.5 py-1.5', className)} spellCheck={false} {...rest} />
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={classNames('relative block', className)}>
      <select className={classNames(box, 'h-8 appearance-none pr-7 pl-2.5')} {...rest}>
        {children}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-muted"
        aria-hidden="true"
      />
    </span>
  )
}

export function CheckBox({
  className,
  indeterminate,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { indeterminate?: boolean }) {
  return (
    <input
      type="checkbox"
      ref={(element) => {
        if (element) element.indeterminate = Boolean(indeterminate)
      }}
      className={classNames('check-box', className)}
      {...rest}
    />
  )
}
