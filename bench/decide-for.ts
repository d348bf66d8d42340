// Decides the logins of an estate again and again for some seconds, in this thread.
import { accessModel } from '@/lib/core/render/access-model'
import { benchEstate } from './bench-estate'
import { decideCase } from './decide-case'
import { loginCases } from './login-cases'
import { ratePerSecond } from './rate-per-second'

export type DecideOptions = { projects: number; now: number; seconds: number }

/** Gives how many a second, after a second of warming up. */
export function decideFor({ projects, now, seconds }: DecideOptions): number {
  const model = accessModel(benchEstate(projects))
  const given = loginCases(model, now)
  const all = () => {
    for (const one of given.cases) decideCase(given, one, model.flavour)
    return given.cases.length
  }
  ratePerSecond(1, all)
  return ratePerSecond(seconds, all)
}
