import type { Database } from '../../src/database/database.ts'
import { appointments } from '../../src/features/appointments/feature.ts'
import type { EventHandler, EventHandlers } from '../../src/outbox/event.ts'
import { addToOutbox } from '../../src/outbox/outbox.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../support/builders.ts'

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
  const event = { type: 'appointment', id: appointmentId, version }
  await database.transaction(transaction => addToOutbox(transaction, 'appointment-cancelled', event, at))
  const row = await database('outbox').where({ subject_id: appointmentId, subject_version: version }).first()
  return row.id
}

/** An event that has been tried so often already. */
export async function aTriedEvent(
  database: Database,
  appointmentId: string,
  attempts: number,
): Promise<void> {
  const id = await anEvent(database, appointmentId)
  await database('outbox').where({ id }).update({ attempts })
}

/** The same handlers for every kind of event a change of an appointment writes. */
export function handlersOfAll(...handlers: EventHandler[]): EventHandlers {
  return Object.fromEntries(Object.keys(appointments.events ?? {}).map(kind => [kind, handlers]))
}
