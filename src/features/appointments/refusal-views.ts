import { type Disclosure, patientView, type View } from '../../web/outcome.ts'
import type { Appointment, ChangeKind } from './appointment.ts'
import type { Obstacle } from './may-change.ts'
import { AppointmentChanged, CannotChange, CannotWithdraw } from './refusals.ts'
import type { Change } from './seen.ts'
import { viewedAppointment } from './viewed-appointment.ts'

const cannotChangeView = patientView<{ appointment: Appointment; kind: ChangeKind; obstacle: Obstacle }>(
  'appointments/cannot-change',
  viewedAppointment,
)

const appointmentChangedView = patientView<{
  appointment: Appointment
  changes: readonly Change[]
  kind: ChangeKind
  placeSeen: string
  startSeen: Temporal.Instant
}>('appointments/appointment-changed', viewedAppointment)

const cannotWithdrawView = patientView<{ appointment: Appointment }>(
  'appointments/cannot-withdraw',
  viewedAppointment,
)

/** Expected refusals in the journeys are not faults: each has its own page, which says why and what to do. */
export function refusalView(error: unknown): View<Disclosure> | undefined {
  if (error instanceof CannotChange) {
    const { appointment, kind, obstacle } = error
    return cannotChangeView({ appointment, kind, obstacle }, 409)
  }
  if (error instanceof AppointmentChanged) {
    const { appointment, changes, kind, placeSeen, startSeen } = error
    return appointmentChangedView({ appointment, changes, kind, placeSeen, startSeen }, 409)
  }
  if (error instanceof CannotWithdraw) return cannotWithdrawView({ appointment: error.appointment }, 409)
  return undefined
}
