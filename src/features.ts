import { ConfigError } from './config/config.ts'
import { accessLog } from './features/access-log/feature.ts'
import { appointments } from './features/appointments/feature.ts'
import { auditLog } from './features/audit-log/feature.ts'
import { clinics } from './features/clinics/feature.ts'
import { contactRequests } from './features/contact-requests/feature.ts'
import { drafts } from './features/drafts/feature.ts'
import type { Feature } from './features/feature.ts'
import { figures } from './features/figures/feature.ts'
import { help } from './features/help/feature.ts'
import { homePage } from './features/home/feature.ts'
import { letters } from './features/letters/feature.ts'
import { logIn } from './features/log-in/feature.ts'
import { questionnaires } from './features/questionnaires/feature.ts'
import { rules } from './features/rules/feature.ts'
import { sensitiveRecords } from './features/sensitive-records/feature.ts'
import { staffLogIn } from './features/staff-log-in/feature.ts'
import { staffPatients } from './features/staff-patients/feature.ts'
import { tasks } from './features/tasks/feature.ts'
import { wayfinder } from './features/wayfinder/feature.ts'
import { worklist } from './features/worklist/feature.ts'

/** Every feature. The menu lists their entries in this order. */
export const features: readonly Feature[] = [
  logIn,
  help,
  homePage,
  appointments,
  staffLogIn,
  worklist,
  tasks,
  staffPatients,
  letters,
  questionnaires,
  contactRequests,
  drafts,
  accessLog,
  wayfinder,
  figures,
  clinics,
  rules,
  auditLog,
  sensitiveRecords,
]

/**
 * The features that FEATURES does not disable. Throws {@link ConfigError} for a name that is unknown or that cannot be
 * disabled.
 */
export function enabledFeatures(all: readonly Feature[], disabled: readonly string[]): Feature[] {
  const switchable = all.filter(feature => feature.switchable).map(({ name }) => name)
  if (disabled.some(name => !switchable.includes(name)))
    throw new ConfigError([
      `FEATURES: may name only features that can be switched off: ${switchable.join(', ') || 'none yet'}`,
    ])
  return all.filter(({ name }) => !disabled.includes(name))
}
