import type { Transaction } from '../../database/database.ts'
import { promisedBy } from '../../shared/working-hours.ts'
import { findAppointmentOfTrust } from '../appointments/appointments.ts'
import { openTask, type TaskKind } from '../tasks/tasks.ts'

/**
 * A rule asks the booking team to see to something about an appointment that was booked. What it is, its note in the history
 * says, or the name of the rule.
 */
export const bookingCheck: TaskKind = {
  name: 'booking-check',
  title: 'Check of a new appointment',
  permission: 'work-requests',
  outcomes: [
    { name: 'done', text: 'Done' },
    { name: 'not-needed', text: 'There was nothing to do', needsWords: 'Write why there was nothing to do' },
  ],
  closing: {
    label: 'For the history',
    hint: 'What was done. Colleagues read this. The patient does not see it here, but can ask for a copy of their record.',
    isReply: false,
  },
  template: 'components/booking-check',
  async details(database, { appointmentId, patientId, trustOdsCode }) {
    const of = { trustOdsCode, patientId, id: String(appointmentId) }
    return { appointment: await findAppointmentOfTrust(database, of) }
  },
}

interface Booking {
  trustOdsCode: string
  patientId: string
  appointmentId: string
}

/** Opens the task of a booking; undefined if it is not booked any more. The caller holds the lock of the patient. */
export async function openBookingCheck(
  transaction: Transaction,
  { appointmentId, patientId, trustOdsCode }: Booking,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const of = { trustOdsCode, patientId, id: appointmentId }
  const appointment = await findAppointmentOfTrust(transaction, of)
  if (appointment?.status !== 'booked') return undefined
  const { contact, rules } = appointment
  return openTask(transaction, {
    kind: bookingCheck.name,
    trustOdsCode,
    patientId,
    appointmentId,
    openedAt: now,
    promisedBy: promisedBy(now, rules.promiseWorkingHours, contact.opening),
  })
}
