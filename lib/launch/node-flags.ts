// How Node is started for a process of Cutover.

/**
 * A scan makes much that is soon not needed. V8 clears it away when its heap has grown by a share of what was left the last
 * time, by default up to four times that; at 40 % a scan of 100,000 variables holds 360 MB instead of 500, and takes as long.
 */
export const workerFlags: readonly string[] = ['--heap-growing-percent=40']

export function nodeFlags(name: 'web' | 'worker' | 'demo'): readonly string[] {
  return name === 'worker' ? workerFlags : []
}
