import { auditAccess } from './audit/audit.ts'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import { Appointments } from './features/appointments/appointments.ts'
import { ChangeRequests } from './features/appointments/change-requests.ts'
import { Contacts } from './features/help/contacts.ts'
import { Patients } from './features/patients/patients.ts'
import type { Aggregator } from './gateways/aggregator/aggregator.ts'
import type { NhsLogin } from './gateways/nhs-login/nhs-login.ts'
import type { Actor } from './shared/actor.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import type { Metrics } from './shared/metrics.ts'
import type { Disclosure } from './web/outcome.ts'
import type { RateLimits } from './web/rate-limits.ts'

/** What comes from outside, and what a test may replace. */
export interface Outside {
  clock: Clock
  database: Database
  log: Log
  metrics: Metrics
  nhsLogin: NhsLogin
  /** Undefined when nobody is to be let in as the aggregator. */
  aggregator: Aggregator | undefined
  /** Scheme and host of NHS login. */
  nhsLoginOrigin: string
  rateLimits: RateLimits
}

export type Services = ReturnType<typeof createServices>

/** Everything the portal is made of, built once. */
export function createServices(config: Pick<Config, 'baseUrl'>, outside: Outside) {
  const { clock, database, log } = outside
  return {
    ...outside,
    baseUrl: config.baseUrl,
    https: config.baseUrl.startsWith('https:'),
    appointments: new Appointments(database, clock),
    changeRequests: new ChangeRequests(database, clock),
    contacts: new Contacts(database, log),
    patients: new Patients(database, clock),
    /** Writes down what an actor is about to be shown. Rejects when it cannot: then it must not be shown. */
    recordDisclosure: (actor: Actor, { action, subject }: Disclosure) =>
      auditAccess(database, actor, action, subject, clock.now()),
  }
}
