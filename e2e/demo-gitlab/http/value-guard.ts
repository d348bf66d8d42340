// Refuses, when switched on, every request whose answer would hold a variable's value, and counts them.
import { Refusal } from './refusal.ts'

export class ValueGuard {
  refused = 0

  constructor(readonly on: boolean) {}

  /** Throws 403 if the guard is on and the request would answer a value. */
  check(answersValue: boolean): void {
    if (!this.on || !answersValue) return
    this.refused += 1
    throw new Refusal(403, { message: '403 Forbidden - this demo GitLab was started to answer no values' })
  }

  /** REST routes that answer values: everything under `variables`, and one schedule, which lists its variables. */
  checkRest(path: string): void {
    this.check(/\/variables(\/|$)/.test(path) || /\/pipeline_schedules\/\d+(\/|$)/.test(path))
  }
}
