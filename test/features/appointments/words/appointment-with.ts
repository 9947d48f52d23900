import type { Appointment } from '../../../../src/features/appointments/appointment.ts'
import type { Part } from '../../../../src/features/appointments/words/sentence.ts'

/** Appointments for the sentences about them, as seen on a day in November. */

export const NOW = Temporal.Instant.from('2026-11-29T18:00:00Z')
export const site = { name: 'Fernhollow General Hospital', address: 'Meadow Road, Fernhollow, FH1 4QQ' }
export const clinician = { name: 'Dr Priya Raman', role: 'Consultant cardiologist' }

export const at = (text: string) => Temporal.Instant.from(text)

export function appointmentWith(changes: Partial<Appointment> = {}): Appointment {
  const startsAt = changes.startsAt ?? at('2026-12-11T10:30:00Z')
  return {
    status: 'booked',
    medium: 'FACE_TO_FACE',
    encounterClass: 'outpatient',
    startsAt,
    endsAt: startsAt.add({ minutes: 30 }),
    site: changes.medium && changes.medium !== 'FACE_TO_FACE' ? null : site,
    place: null,
    clinician,
    request: null,
    cancelledBy: null,
    ...changes,
  } as Appointment
}

export const textOf = (parts: Part[]) => parts.map(({ text }) => text).join('')

export const asked = (kind: 'cancel' | 'reschedule') => ({
  id: 'r',
  kind,
  requestedAt: NOW,
  promisedBy: NOW,
  claim: null,
  byHospital: false,
})
