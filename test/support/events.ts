import type { Database } from '../../src/database/database.ts'
import { addToOutbox } from '../../src/outbox/outbox.ts'
import { aClinic, anAppointment, aPatient, testPerson } from './builders.ts'

const EPOCH = Temporal.Instant.from('2026-07-01T09:00:00Z')

/** Appointments of one patient to have events about. */
export async function someAppointments(database: Database, most: number): Promise<string[]> {
  const patient = await aPatient(database, testPerson(1))
  const clinic = await aClinic(database)
  const ids = []
  for (let index = 0; index < most; index++)
    ids.push(await anAppointment(database, patient, clinic, { now: EPOCH, in: { days: 7 } }))
  return ids
}

/** An event as a change writes it. Answers its id. */
export async function anEvent(
  database: Database,
  appointmentId: string,
  version = 2,
  at: Temporal.Instant = EPOCH,
): Promise<string> {
  const event = { id: appointmentId, version }
  await database.transaction(transaction => addToOutbox(transaction, 'appointment-cancelled', event, at))
  const row = await database('outbox_event').where({ appointment_id: appointmentId, version }).first()
  return row.id
}

/** An event that has been tried so often already. */
export async function aTriedEvent(
  database: Database,
  appointmentId: string,
  attempts: number,
): Promise<void> {
  const id = await anEvent(database, appointmentId)
  await database('outbox_event').where({ id }).update({ attempts })
}
