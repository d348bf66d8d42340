type Counts = { passed: number; failed: number; note: string }
type UnitFile = { status: string; assertionResults: { status: string; fullName: string }[] }
export function countUnitTests(report: { testResults: UnitFile[] }, code: number | null, ci: boolean): Counts
export function countBrowserTests(
  report: { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[] },
  code: number | null,
): Counts
