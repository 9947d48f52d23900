import type { Demonstration } from '../support/demonstration.ts'
import { press, type Visitor } from './browser.ts'

/** At the simulated NHS login: says who they are, and what is to happen. */
export async function logInAs(visitor: Visitor, person: string, outcome = 'success'): Promise<void> {
  await visitor.page.getByLabel('What should happen').selectOption(outcome)
  await press(visitor, visitor.page.getByRole('button').filter({ hasText: person }))
}

/** The address of the next appointment of that name. */
export async function appointmentOf(
  { database }: Demonstration,
  nhsNumber: string,
  title: string,
): Promise<string> {
  const { id } = await database('appointment')
    .join('patient', 'patient.id', 'appointment.patient_id')
    .where({ nhs_number: nhsNumber, title, 'appointment.status': 'booked' })
    .orderBy('starts_at')
    .first('appointment.id')
  return `/patient-portal/appointment/${id}`
}
