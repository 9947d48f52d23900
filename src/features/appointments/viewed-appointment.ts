import type { Subject } from '../../shared/subject.ts'
import type { Appointment } from './appointment.ts'

export function subjectOf({ id, version }: { id: string; version: number }): Required<Subject> {
  return { type: 'appointment', id, version }
}

/** The disclosure of every page about one appointment. */
export const viewedAppointment = {
  action: 'viewed-appointment' as const,
  subject: ({ appointment }: { appointment: Appointment }) => subjectOf(appointment),
}
