import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test as testOnce } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import { checksOfLetters, refusedLetters } from '../features/letters/refused-rows.ts'
import { checksOfQuestionnaires, refusedQuestionnaires } from '../features/questionnaires/refused-rows.ts'
import { aClinic, anAppointment, aPatient, aSlot, aTrust, testPerson } from '../support/builders.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** What the database itself refuses, so that no code can do it. */

let database: Database
let patient: string
let clinic: string
const now = Temporal.Instant.from('2026-07-01T09:00Z')
const when = { now, in: { days: 7 } }

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    database = await aDatabase(t)
    patient = await aPatient(database, testPerson(1))
    clinic = await aClinic(database)
    await run()
  })

const anAppointmentWith = (changes: object) => anAppointment(database, patient, clinic, when, { ...changes })
const aSlotWith = (changes: object) => aSlot(database, clinic, when, { ...changes })
const cancelled = { status: 'cancelled', cancelled_at: toColumn(now), cancelled_by: 'patient' }

async function aRequestWith(changes: object) {
  await database('change_request').insert({
    id: randomUUID(),
    appointment_id: await anAppointmentWith({}),
    kind: 'cancel',
    reason: 'other',
    requested_at: toColumn(now),
    promised_by: toColumn(now),
    ...changes,
  })
}

async function aTaskWith(changes: object) {
  await database('task').insert({
    id: randomUUID(),
    trust_ods_code: 'RFF',
    patient_id: patient,
    kind: 'contact-request',
    opened_at: startsAt,
    promised_by: startsAt,
    ...changes,
  })
}

async function aRuleWith(changes: object) {
  const { trust_ods_code } = await database('clinic').where('id', clinic).first()
  await database('visibility_rule').insert({ id: randomUUID(), trust_ods_code, ...changes })
}

const startsAt = toColumn(now)

const aClosureWith = (changes: object) =>
  database('closure').insert({
    ...{ id: randomUUID(), trust_ods_code: 'RFF', clinic_id: clinic, whole: true, reason: 'r' },
    ...{ starts_at: startsAt, ends_at: toColumn(now.add({ hours: 1 })), intended: 'first' },
    ...{ closed_at: startsAt, closed_by: 'u', closed_role: 'team-lead' },
    ...changes,
  })

const checks: Record<string, () => Promise<unknown>> = {
  'a slot that ends as it starts': () => aSlotWith({ starts_at: startsAt, ends_at: startsAt }),
  'a slot that ends before it starts': () => aSlotWith({ ends_at: startsAt }),
  'a slot with more booked than it holds': () => aSlotWith({ capacity: 1, booked: 2 }),
  'a slot with fewer than none booked': () => aSlotWith({ booked: -1 }),
  'a slot of no known medium': () => aSlotWith({ medium: 'LETTER' }),
  'an appointment that ends before it starts': () => anAppointmentWith({ ends_at: startsAt }),
  'an appointment of no known medium': () => anAppointmentWith({ medium: 'LETTER' }),
  'an appointment of no known class': () => anAppointmentWith({ encounter_class: 'ward' }),
  'an appointment of no known priority': () => anAppointmentWith({ priority: 'SOON' }),
  'an appointment of no known status': () => anAppointmentWith({ status: 'pending' }),
  'an appointment cancelled by an unknown person': () =>
    anAppointmentWith({ ...cancelled, cancelled_by: 'robot' }),
  'an appointment cancelled at no time': () => anAppointmentWith({ ...cancelled, cancelled_at: null }),
  'an appointment cancelled by no one': () => anAppointmentWith({ ...cancelled, cancelled_by: null }),
  'a booked appointment that was cancelled': () => anAppointmentWith({ cancelled_at: startsAt }),
  'an appointment moved to itself': () => {
    const id = randomUUID()
    return anAppointmentWith({ ...cancelled, id, moved_to_id: id })
  },
  'a request of no known kind': () => aRequestWith({ kind: 'forget' }),
  'a request of no known status': () => aRequestWith({ status: 'lost', decided_at: startsAt }),
  'an open request that was decided': () => aRequestWith({ decided_at: startsAt }),
  'a decided request that was not': () => aRequestWith({ status: 'done' }),
  'a request claimed by no one': () => aRequestWith({ claimed_at: startsAt, claimed_until: startsAt }),
  'a request claimed for ever': () => aRequestWith({ claimed_by: 'u', claimed_at: startsAt }),
  'a task of no known status': () => aTaskWith({ status: 'lost', closed_at: startsAt }),
  'an open task that was closed': () => aTaskWith({ closed_at: startsAt }),
  'a withdrawn task that was not': () => aTaskWith({ status: 'withdrawn' }),
  'a closed task without an outcome': () => aTaskWith({ status: 'closed', closed_at: startsAt }),
  'an open task with an outcome': () => aTaskWith({ outcome: 'answered-here' }),
  'a task of an unknown priority': () => aTaskWith({ priority: 'high' }),
  'a task claimed for ever': () => aTaskWith({ claimed_by: 'u', claimed_at: startsAt }),
  'a contact request answered in no known way': () =>
    database('contact_request').insert({
      task_id: randomUUID(),
      about: 'other',
      words: 'Hello',
      answer_by: 'pigeon',
      answer_to: 'roof',
    }),
  'a rule that hides nothing': () => aRuleWith({}),
  'a rule that hides two things': () => aRuleWith({ clinic_id: clinic, treatment_function_code: '320' }),
  'a trust that takes changes in no known way': () => aTrust(database, { cancel_how: 'never' }),
  'a trust that moves in no known way': () => aTrust(database, { reschedule_how: 'by post' }),
  'a trust with less than no notice': () => aTrust(database, { minimum_notice_hours: -1 }),
  'a trust with fewer than no changes': () => aTrust(database, { most_changes: -1 }),
  'a trust that promises nothing': () => aTrust(database, { promise_working_hours: 0 }),
  'a trust that promises half a year': () => aTrust(database, { promise_working_hours: 1001 }),
  'a clinic that cancels in no known way': () => aClinic(database, { cancel_how: 'never' }),
  'a clinic that moves in no known way': () => aClinic(database, { reschedule_how: 'never' }),
  'a clinic with less than no notice': () => aClinic(database, { minimum_notice_hours: -1 }),
  'a clinic that promises nothing': () => aClinic(database, { promise_working_hours: 0 }),
  'a request of no known priority': () => aRequestWith({ priority: 'high' }),
  'a closure of nothing': () => aClosureWith({ clinic_id: null }),
  'a closure of a clinic and a clinician': () => aClosureWith({ clinician_id: 'c' }),
  'a closure that ends as it starts': () => aClosureWith({ ends_at: startsAt }),
  'a rule of a trust for no known event': () =>
    database('trust_rule').insert({
      id: randomUUID(),
      trust_ods_code: 'RFF',
      event: 'discharged',
      added_at: startsAt,
    }),
  'a stated reason reviewed by no one': () =>
    database('stated_reason').insert({
      ...{
        id: randomUUID(),
        patient_id: patient,
        trust_ods_code: 'RFF',
        staff_user_id: 'u',
        role: 'team-lead',
      },
      ...{ reason: 'r', explanation: 'e', stated_at: startsAt, open_until: startsAt },
      ...{ reviewed_at: startsAt, justified: true },
    }),
  'a report in no known state': () =>
    database('reporting_event').insert({ at: startsAt, kind: 'log-in', details: '{}', state: 'lost' }),
}

for (const [what, attempt] of Object.entries({ ...refusedLetters, ...refusedQuestionnaires }))
  checks[what] = async () => attempt(database)

/** SQLite by code, SQL Server by number. */
const isRefusedByCheck = ({ code, number }: { code?: string; number?: number }) =>
  code === 'SQLITE_CONSTRAINT_CHECK' || number === 547

for (const [what, attempt] of Object.entries(checks))
  test(`the database refuses ${what}`, () => assert.rejects(attempt, isRefusedByCheck))

testOnce('every CHECK of the schema is one of those above', async t => {
  const onSqlite = await aDatabase(t)
  const tables: { sql: string }[] = await onSqlite('sqlite_master').where('type', 'table').select('sql')
  const named = tables.flatMap(({ sql }) => [...(sql ?? '').matchAll(/constraint (\w+) check/gi)])
  assert.deepEqual(
    named.map(([, name]) => name).toSorted(),
    [
      'reporting_event_state',
      ...['closure_of_clinic_or_clinician', 'closure_ends_after_it_starts'],
      ...['slot', 'appointment'].flatMap(on => [`${on}_ends_after_it_starts`, `${on}_medium`]),
      ...['trust', 'clinic'].flatMap(on =>
        ['cancel_how', 'reschedule_how', 'limits', 'promise'].map(rule => `${on}_${rule}`),
      ),
      ...['encounter_class', 'priority', 'status'].map(rule => `appointment_${rule}`),
      ...['cancelled_by', 'cancelled_by_someone', 'not_moved_to_itself'].map(rule => `appointment_${rule}`),
      'slot_within_capacity',
      ...['kind', 'status', 'priority', 'decided_once', 'claimed_until'].map(
        rule => `change_request_${rule}`,
      ),
      'contact_request_answer_by',
      ...['status', 'closed_once', 'closed_with_outcome', 'claimed_until', 'priority'].map(
        rule => `task_${rule}`,
      ),
      ...checksOfLetters,
      ...checksOfQuestionnaires,
      ...['stated_reason_reviewed_by_someone', 'trust_rule_event'],
      'visibility_rule_hides_one_thing',
    ].toSorted(),
  )
})
