import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { fromColumn } from '../../../src/database/columns.ts'
import type { Database } from '../../../src/database/database.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aClinic, anAppointment, aPatient, aSlot, aTrust, testPerson } from '../../support/builders.ts'
import { type Agent, hiddenFields, TestPortal } from '../../support/portal.ts'

type Row = Record<string, unknown>

/** Monday 15 June 2026, 10am in London. */
export const MONDAY = Temporal.Instant.from('2026-06-15T09:00Z')

/** The real portal on a Monday morning. */
export async function aPortal(...how: Parameters<typeof TestPortal.start>): Promise<TestPortal> {
  const portal = await TestPortal.start(...how)
  portal.clock.set(MONDAY)
  return portal
}

let people = 0

export function newPerson() {
  return testPerson(++people)
}

export interface Arrangement {
  trust?: Row
  clinic?: Row
  appointment?: Row
  /** How long from now it starts: a week unless said. */
  in?: Temporal.DurationLike
}

/** A new patient with one appointment, in a slot of a new clinic. */
export async function someone(portal: TestPortal, arrangement: Arrangement = {}) {
  const { clock, database } = portal
  const person = newPerson()
  const patientId = await aPatient(database, person)
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
  return { person, patientId, clinicId, slotId, id, address: `/patient-portal/appointment/${id}` }
}

/** Someone with one appointment, in whose browser they have logged in. */
export async function someoneLoggedIn(portal: TestPortal, arrangement: Arrangement = {}) {
  const them = await someone(portal, arrangement)
  return { ...them, browser: await portal.logIn(them.person) }
}

export type Patient = Awaited<ReturnType<typeof someone>>
export type LoggedInPatient = Awaited<ReturnType<typeof someoneLoggedIn>>

/** A free slot of their clinic so long from now. */
export function freeSlot(portal: TestPortal, of: Patient, when: Temporal.DurationLike, changes: Row = {}) {
  return aSlot(portal.database, of.clinicId, { now: portal.clock.now(), in: when }, changes)
}

/** What they asked of the booking team half an hour ago, not yet answered. */
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

export type Fields = Record<string, string | string[]>

export function send(browser: Agent, address: string, fields: Fields) {
  return browser.post(address).type('form').send(fields)
}

/** Opens the page, fills it in and sends it. */
export async function answer(browser: Agent, address: string, fields: Fields = {}) {
  const page = await browser.get(address).expect(200)
  return send(browser, address, { ...hiddenFields(page.text), ...fields })
}

/** Answers the page, and is led on to the next. */
export async function answerAndGoOn(browser: Agent, address: string, fields: Fields, next: string) {
  const answered = await answer(browser, address, fields)
  assert.equal(answered.status, 303, answered.text)
  assert.equal(answered.headers.location, next)
}

/** Chooses why, and stands before the page that asks "are you sure?": its form. */
export async function aboutToCancel({ address, browser }: LoggedInPatient, reason = 'other') {
  await answerAndGoOn(browser, `${address}/cancel`, { reason }, `${address}/cancel/confirm`)
  return hiddenFields((await browser.get(`${address}/cancel/confirm`).expect(200)).text)
}

/** Chooses the day and time of a slot, and stands before check answers: its form. */
export async function aboutToMove(portal: TestPortal, { address, browser }: LoggedInPatient, slotId: string) {
  const slot = await portal.database('slot').where('id', slotId).first()
  const day = fromColumn(slot.starts_at).toZonedDateTimeISO('Europe/London').toPlainDate()
  const at = `${address}/reschedule`
  await answerAndGoOn(browser, `${at}/choose-day`, { day: day.toString() }, `${at}/choose-time`)
  await answerAndGoOn(browser, `${at}/choose-time`, { slotId }, `${at}/check-new-time`)
  return hiddenFields((await browser.get(`${at}/check-new-time`).expect(200)).text)
}

/** Answers the four questions of a request, and stands before check answers: its form. */
export async function aboutToAsk({ address, browser }: LoggedInPatient, answers: Fields = {}) {
  const given = { days: 'monday', times: 'morning', datesToAvoid: '', reason: 'ill', ...answers }
  const at = `${address}/reschedule`
  await answerAndGoOn(browser, `${at}/days`, { days: given.days }, `${at}/times`)
  await answerAndGoOn(browser, `${at}/times`, { times: given.times }, `${at}/dates-to-avoid`)
  await answerAndGoOn(browser, `${at}/dates-to-avoid`, { datesToAvoid: given.datesToAvoid }, `${at}/reason`)
  await answerAndGoOn(browser, `${at}/reason`, { reason: given.reason }, `${at}/check-request`)
  return hiddenFields((await browser.get(`${at}/check-request`).expect(200)).text)
}

const KEPT = ['slot', 'appointment', 'change_request', 'outbox', 'accepted_change']

/** Everything the PAS holds about appointments, to see that nothing was changed. */
export async function everything(database: Database): Promise<string> {
  const tables = []
  for (const table of KEPT) tables.push(await database(table).select().orderByRaw('1'))
  return JSON.stringify([...tables, await auditedChanges(database).orderBy(['patient_id', 'place'])], null, 1)
}

export function heading(html: string): string {
  return (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

export function pageTitle(html: string): string {
  return (/<title[^>]*>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '').trim()
}
