import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import type { StaffPatient } from '../staff-patient-store.ts'

/** What every page of one patient shows. */
export interface OpenedPatient {
  patient: StaffPatient
  /** Of the patient's own page. */
  address: string
  /** Booked and not begun, soonest first. */
  upcoming: Appointment[]
  /** All others, latest first. */
  earlier: Appointment[]
  /** What the role of the member of staff may do. */
  may: { work: boolean }
}

/** The entry in the patient's own chain when staff see their record. */
export const openedPatient: DisclosureOf<{ patient: StaffPatient }> = {
  action: 'viewed-patient',
  subject: ({ patient: { id, version } }) => ({ type: 'patient', id, version }),
  patientId: ({ patient }) => patient.id,
}

/** Throws `NotFound` for a patient who is not one of the trust. */
export async function openPatient(
  { clock, staffPatients }: Services,
  { actor, params }: Request,
): Promise<OpenedPatient> {
  requireStaffPermission(actor, 'find-patients')
  const { patient, appointments } = await staffPatients.find(actor, params.patientId)
  const now = clock.now()
  const isUpcoming = ({ startsAt, status }: Appointment) =>
    status === 'booked' && Temporal.Instant.compare(startsAt, now) > 0
  return {
    patient,
    address: `/staff/patients/${patient.id}`,
    upcoming: appointments.filter(isUpcoming),
    earlier: appointments.filter(each => !isUpcoming(each)).toReversed(),
    may: { work: roleMay(actor.role, 'work-requests') },
  }
}
