import { randomUUID } from 'node:crypto'
import { fromColumn } from '../../../src/database/columns.ts'
import type { Database } from '../../../src/database/database.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aClinic, anAppointment, aPatient, aSlot, aTrust } from '../../support/builders.ts'
import { answerAndGoOn, type Fields } from '../../support/form.ts'
import { hiddenFields } from '../../support/page.ts'
import { newPerson } from '../../support/person.ts'
import type { TestPortal } from '../../support/portal.ts'

type Row = Record<string, unknown>

export interface Arrangement {
  trust?: Row
  clinic?: Row
  appointment?: Row
  /** The time until it starts; a week by default. */
  in?: Temporal.DurationLike
}

/** The rules of a trust whose booking team decides every change. */
export const byRequest = { cancel_how: 'request', reschedule_how: 'request' }

/** An appointment of this patient's, in a slot of a new clinic. */
export async function anAppointmentOf(
  { clock, database }: TestPortal,
  patientId: string,
  arrangement: Arrangement = {},
) {
  const clinicId = await aClinic(database, {
    trust_ods_code: await aTrust(database, arrangement.trust),
    ...arrangement.clinic,
  })
  const when = { now: clock.now(), in: arrangement.in ?? { days: 7 } }
  const slotId = await aSlot(database, clinicId, when)
  const id = await anAppointment(database, patientId, clinicId, when, {
    slot_id: slotId,
    ...arrangement.appointment,
  })
  return { clinicId, slotId, id, address: `/patient-portal/appointment/${id}` }
}

/** A new patient with one appointment. */
export async function someone(portal: TestPortal, arrangement: Arrangement = {}) {
  const person = newPerson()
  const patientId = await aPatient(portal.database, person)
  return { person, patientId, ...(await anAppointmentOf(portal, patientId, arrangement)) }
}

/** A new patient with one appointment, and a browser in which they are logged in. */
export async function someoneLoggedIn(portal: TestPortal, arrangement: Arrangement = {}) {
  const them = await someone(portal, arrangement)
  return { ...them, browser: await portal.logIn(them.person) }
}

export type Patient = Awaited<ReturnType<typeof someone>>
export type LoggedInPatient = Awaited<ReturnType<typeof someoneLoggedIn>>

/** Adds a free slot at the patient's clinic, `when` from now; returns its id. */
export function freeSlot(portal: TestPortal, of: Patient, when: Temporal.DurationLike, changes: Row = {}) {
  return aSlot(portal.database, of.clinicId, { now: portal.clock.now(), in: when }, changes)
}

/** An open request that the patient made half an hour ago. */
export async function aRequest(database: Database, appointmentId: string, kind: 'cancel' | 'reschedule') {
  await database('change_request').insert({
    id: randomUUID(),
    appointment_id: appointmentId,
    kind,
    reason: 'other',
    requested_at: '2026-06-15T08:30:00.000',
    promised_by: '2026-06-17T11:00:00.000',
  })
}

/** Chooses a reason and opens the page that asks "are you sure?". Returns its form. */
export async function aboutToCancel({ address, browser }: LoggedInPatient, reason = 'other') {
  await answerAndGoOn(browser, `${address}/cancel`, { reason }, `${address}/cancel/confirm`)
  return hiddenFields((await browser.get(`${address}/cancel/confirm`).expect(200)).text)
}

/** The London date of a slot, YYYY-MM-DD, as the form submits it. */
export async function dayOf(portal: TestPortal, slotId: string): Promise<string> {
  const slot = await portal.database('slot').where('id', slotId).first()
  return fromColumn(slot.starts_at).toZonedDateTimeISO('Europe/London').toPlainDate().toString()
}

/** Chooses the day and the time of a slot and opens the last page. Returns its form. */
export async function aboutToMove(portal: TestPortal, { address, browser }: LoggedInPatient, slotId: string) {
  const at = `${address}/reschedule`
  const day = await dayOf(portal, slotId)
  await answerAndGoOn(browser, `${at}/choose-day`, { day }, `${at}/choose-time`)
  await answerAndGoOn(browser, `${at}/choose-time`, { slotId }, `${at}/check-new-time`)
  return hiddenFields((await browser.get(`${at}/check-new-time`).expect(200)).text)
}

/** Answers the four questions of a request and opens the last page. Returns its form. */
export async function aboutToAsk({ address, browser }: LoggedInPatient, answers: Fields = {}) {
  const given = { days: 'monday', times: 'morning', datesToAvoid: '', reason: 'ill', ...answers }
  const at = `${address}/reschedule`
  await answerAndGoOn(browser, `${at}/days`, { days: given.days }, `${at}/times`)
  await answerAndGoOn(browser, `${at}/times`, { times: given.times }, `${at}/dates-to-avoid`)
  await answerAndGoOn(browser, `${at}/dates-to-avoid`, { datesToAvoid: given.datesToAvoid }, `${at}/reason`)
  await answerAndGoOn(browser, `${at}/reason`, { reason: given.reason }, `${at}/check-request`)
  return hiddenFields((await browser.get(`${at}/check-request`).expect(200)).text)
}

const TABLES = ['slot', 'appointment', 'change_request', 'task', 'outbox', 'accepted_change']

/** All data about appointments as text, to check that nothing was changed. */
export async function everything(database: Database): Promise<string> {
  const tables = []
  for (const table of TABLES) tables.push(await database(table).select().orderByRaw('1'))
  return JSON.stringify([...tables, await auditedChanges(database).orderBy(['patient_id', 'place'])], null, 1)
}
