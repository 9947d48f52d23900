import { type AuditedAccess, auditAccess } from './audit/audit.ts'
import type { Database } from './database/database.ts'
import type { Actor } from './shared/actor.ts'
import type { Clock } from './shared/clock.ts'

const ONE = 'viewed-appointment'

/** What each page tells a patient, as its audit entry says. */
const SHOWS: Readonly<Record<string, AuditedAccess>> = {
  'home/home': 'viewed-next-appointment',
  'appointments/list-appointments': 'viewed-appointments',
  'appointments/view-appointment': ONE,
  'appointments/cancel-appointment': ONE,
  'appointments/confirm-cancellation': ONE,
  'appointments/cancellation-received': ONE,
  'appointments/choose-day': ONE,
  'appointments/choose-time': ONE,
  'appointments/check-new-time': ONE,
  'appointments/reschedule-days': ONE,
  'appointments/reschedule-times': ONE,
  'appointments/reschedule-dates-to-avoid': ONE,
  'appointments/reschedule-reason': ONE,
  'appointments/check-request': ONE,
  'appointments/reschedule-received': ONE,
  'appointments/cannot-change': ONE,
  'appointments/appointment-changed': ONE,
}

/** Writes down who is shown what. Throws for a page of which nobody has said what it shows. */
export function writesWhatIsShown({ clock, database }: { clock: Clock; database: Database }) {
  return async (actor: Actor, page: string, values: { appointment?: unknown; next?: unknown }) => {
    const action = SHOWS[page]
    if (!action) throw new Error(`Nobody has said what ${page} shows`)
    const appointment = (values.appointment ?? values.next) as { id: string; version: number } | undefined
    await auditAccess(database, actor, action, appointment, clock.now())
  }
}
