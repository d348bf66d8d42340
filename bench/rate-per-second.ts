// How much a piece of work does a second.

/** Runs `work`, which says how much it has done, for at least so long; gives how much a second. */
export function ratePerSecond(seconds: number, work: () => number): number {
  work()
  const begun = performance.now()
  let done = 0
  for (;;) {
    done += work()
    const passed = (performance.now() - begun) / 1000
    if (passed >= seconds) return done / passed
  }
}
