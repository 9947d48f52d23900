import type { Transaction } from '../../../database/database.ts'
import { promisedBy } from '../../../shared/working-hours.ts'
import { openTask, type TaskKind } from '../../tasks/tasks.ts'
import type { Appointment } from '../appointment.ts'
import { findAppointmentOfTrust, listAppointmentsOfTrust } from '../appointment-store.ts'
import { findCancellationReason, hasOtherAppointment } from './follow-up-store.ts'

/**
 * A patient has cancelled, or is without the time that the hospital owed, and staff have to decide what happens to their care. It is closed by that only. A cancellation
 * alone must not end the care: only a clinician discharges.
 */
export const cancellationFollowUp: TaskKind = {
  name: 'cancellation-follow-up',
  title: 'Care after a cancellation',
  permission: 'work-tasks',
  outcomes: [
    {
      name: 'rebooked',
      text: 'The patient has another appointment',
      obstacle: async (transaction, task) =>
        (await hasOtherAppointment(transaction, task))
          ? undefined
          : 'The patient has no other appointment of this specialty at your trust. Book it first.',
    },
    {
      name: 'back-to-referrer',
      text: 'Sent back to the referrer',
      needsWords: 'Write who was told, and how',
    },
    {
      name: 'discharged',
      text: 'Discharged by a clinician',
      permission: 'discharge-patients',
      needsWords: 'Write why the patient is discharged, and who was told',
    },
  ],
  closing: {
    label: 'For the history',
    hint: 'What was decided and who was told. Colleagues read this. The patient does not see it here, but can ask for a copy of their record.',
    isReply: false,
  },
  template: 'components/cancellation-follow-up',
  async details(database, task) {
    const { appointmentId, patientId, trustOdsCode } = task
    const of = { trustOdsCode, patientId, id: String(appointmentId) }
    const all = await listAppointmentsOfTrust(database, of)
    return {
      appointment: await findAppointmentOfTrust(database, of),
      reason: await findCancellationReason(database, task),
      others: all.filter(each => each.id !== appointmentId),
    }
  },
}

/** Opens the task in the transaction of the cancellation, which has its own audit entry and event. */
export async function openFollowUp(
  transaction: Transaction,
  patientId: string,
  { contact, id, rules, trustOdsCode }: Appointment,
  now: Temporal.Instant,
): Promise<void> {
  await openTask(transaction, {
    kind: cancellationFollowUp.name,
    trustOdsCode,
    patientId,
    appointmentId: id,
    openedAt: now,
    promisedBy: promisedBy(now, rules.promiseWorkingHours, contact.opening),
  })
}
