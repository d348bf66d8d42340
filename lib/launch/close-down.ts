// Stops what was started, the last first. One that fails does not keep the others running.

/** Runs every function in reverse order, then throws the first failure, if any. */
export async function closeDown(stops: (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = []
  for (const stop of stops.toReversed()) {
    try {
      await stop()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
