import { PORTAL } from '../../../dev/catalogue/state.ts'
import { AMIRA } from '../../../dev/demonstration/nhs-numbers.ts'
import { appointmentId } from './appointment.ts'

/** The page of the appointment a person has under that name in the demonstration. */
export function addressOf(nhsNumber: string, name: string): string {
  return `${PORTAL}/appointment/${appointmentId(nhsNumber, name)}`
}

/** At a hospital that changes at once, and at one that takes requests. */
export const CARDIOLOGY = addressOf(AMIRA, 'cardiology')
export const DERMATOLOGY = addressOf(AMIRA, 'dermatology')
