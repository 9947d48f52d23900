import { PORTAL } from '../../../dev/catalogue/state.ts'
import { AMIRA } from '../../../dev/demonstration/nhs-numbers.ts'
import { appointmentId } from './appointment.ts'

/** The address of a demonstration person's appointment, by the appointment's name. */
export function addressOf(nhsNumber: string, name: string): string {
  return `${PORTAL}/appointment/${appointmentId(nhsNumber, name)}`
}

/** One appointment at a hospital that changes at once, and one at a hospital that takes requests. */
export const CARDIOLOGY = addressOf(AMIRA, 'cardiology')
export const DERMATOLOGY = addressOf(AMIRA, 'dermatology')
