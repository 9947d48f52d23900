import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import type { Appointment, StaffAppointment } from '../../appointments/appointments.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import type { PatientEvent } from '../patient-event-store.ts'
import type { StaffPatient } from '../staff-patient-store.ts'
import type { PatientInFull } from '../staff-patients.ts'

/** What every page of one patient shows. */
export interface OpenedPatient extends Pick<PatientInFull, 'patient' | 'barredBy'> {
  /** Of the patient's own page. */
  address: string
  /** Booked and not begun, soonest first. */
  upcoming: StaffAppointment[]
  /** All others, latest first. */
  earlier: StaffAppointment[]
  /** What staff of this trust have done, oldest first, with their names. */
  history: (PatientEvent & { name: string | undefined; appointment: StaffAppointment | undefined })[]
  /** What the role of the member of staff may do. */
  may: { work: boolean; bar: boolean; book: boolean }
}

/** The entry in the patient's own chain when staff see their record. */
export const openedPatient: DisclosureOf<{ patient: StaffPatient }> = {
  action: 'viewed-patient',
  subject: ({ patient: { id, version } }) => ({ type: 'patient', id, version }),
  patientId: ({ patient }) => patient.id,
}

/** Throws `NotFound` for a patient who is not one of the trust. */
export async function openPatient(
  { clock, staff, staffPatients }: Services,
  { actor, params }: Request,
): Promise<OpenedPatient> {
  requireStaffPermission(actor, 'find-patients')
  const found = await staffPatients.find(actor, params.patientId)
  const { appointments, barredBy, patient } = found
  const nameOf = await namesOfStaff(
    staff,
    found.history.map(({ staffUserId }) => staffUserId),
  )
  const history = found.history.map(step => ({
    ...step,
    name: nameOf(step.staffUserId),
    appointment: appointments.find(({ id }) => id === step.appointmentId),
  }))
  const now = clock.now()
  const isUpcoming = ({ startsAt, status }: Appointment) =>
    status === 'booked' && Temporal.Instant.compare(startsAt, now) > 0
  return {
    patient,
    barredBy,
    history,
    address: `/staff/patients/${patient.id}`,
    upcoming: appointments.filter(isUpcoming),
    earlier: appointments.filter(each => !isUpcoming(each)).toReversed(),
    may: {
      work: roleMay(actor.role, 'work-requests'),
      bar: roleMay(actor.role, 'bar-patients'),
      book: roleMay(actor.role, 'change-bookings'),
    },
  }
}
