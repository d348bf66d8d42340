// The mark and the name.

export function Logo() {
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold tracking-[-0.01em]">
      <svg viewBox="0 0 20 20" className="size-5 text-accent" aria-hidden="true">
        <rect width="20" height="20" rx="5" fill="currentColor" />
        <path d="M3.5 16.5 16.5 3.5" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
      </svg>
      Cutover
    </span>
  )
}
