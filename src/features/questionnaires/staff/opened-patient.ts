import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import type { PatientInFull } from '../../staff-patients/staff-patients.ts'

/** A patient of the trust, as the pages about their questionnaires show them. */
export interface OpenedPatient extends Pick<PatientInFull, 'patient' | 'appointments'> {
  /** Of the patient's own page. */
  address: string
}

export const openedPatient: DisclosureOf<OpenedPatient> = {
  action: 'viewed-patient',
  subject: ({ patient: { id, version } }) => ({ type: 'patient', id, version }),
  patientId: ({ patient }) => patient.id,
}

/** Throws `NotFound` for a patient who is not one of the trust. */
export async function openPatient(
  { staffPatients }: Services,
  { actor, params }: Request,
): Promise<OpenedPatient> {
  const { appointments, patient } = await staffPatients.find(actor, params.patientId)
  return { patient, appointments, address: `/staff/patients/${patient.id}` }
}
