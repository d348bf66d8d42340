// Text field, text area, select and check box, in the look of the rest.
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const box =
  'w-full rounded-md border border-control bg-surface text-text disabled:opacity-60 aria-invalid:border-red aria-invalid:outline-red'

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

const checkBox =
  "relative size-3.5 shrink-0 appearance-none rounded-sm border border-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent after:absolute after:inset-0 after:hidden after:bg-accent-ink checked:after:block indeterminate:after:block after:[mask:center/10px_no-repeat] checked:after:[mask-image:url('data:image/svg+xml,<svg_xmlns=%22http://www.w3.org/2000/svg%22_viewBox=%220_0_10_10%22><path_d=%22m1.5_5.4_2.3_2.3_4.7-5%22_fill=%22none%22_stroke=%22black%22_stroke-width=%221.8%22/></svg>')] indeterminate:after:[mask-image:url('data:image/svg+xml,<svg_xmlns=%22http://www.w3.org/2000/svg%22_viewBox=%220_0_10_10%22><path_d=%22M2_5h6%22_stroke=%22black%22_stroke-width=%221.8%22/></svg>')]"

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
      className={classNames(checkBox, className)}
      {...rest}
    />
  )
}
