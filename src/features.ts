import { ConfigError } from './config/config.ts'
import { appointments } from './features/appointments/feature.ts'
import type { Feature } from './features/feature.ts'
import { help } from './features/help/feature.ts'
import { homePage } from './features/home/feature.ts'
import { logIn } from './features/log-in/feature.ts'
import { wayfinder } from './features/wayfinder/feature.ts'

/** Every feature; the menu shows theirs in this order. */
export const features: readonly Feature[] = [logIn, help, homePage, appointments, wayfinder]

/** Those that FEATURES does not switch off. Throws {@link ConfigError} for a name that is none, or that stays on. */
export function switchedOn(all: readonly Feature[], off: readonly string[]): Feature[] {
  const known = all.filter(({ switchable }) => switchable).map(({ name }) => name)
  const faults = off
    .filter(name => !known.includes(name))
    .map(() => `FEATURES: names what can be switched off: ${known.join(', ') || 'nothing yet'}`)
  if (faults.length > 0) throw new ConfigError([...new Set(faults)])
  return all.filter(({ name }) => !off.includes(name))
}
