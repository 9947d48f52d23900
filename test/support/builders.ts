import { randomUUID } from 'node:crypto'
import { toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import type { TestPerson } from './nhs-login/hostile-id-token.ts'

/** Rows for a test, each with everything it needs; a test states only what it is about. */

type Row = Record<string, unknown>

let count = 0

export async function aTrust(database: Database, changes: Row = {}): Promise<string> {
  const row = {
    ods_code: `Z${++count}`,
    name: 'Test Hospitals NHS Trust',
    phone: '01632 960 000',
    open_days: '12345',
    opens_at: '08:00',
    closes_at: '18:00',
    cancel_how: 'at-once',
    reschedule_how: 'at-once',
    minimum_notice_hours: 24,
    most_changes: 3,
    promise_working_hours: 20,
    ...changes,
  }
  await database('trust').insert(row)
  return row.ods_code
}

/** A hospital site of its own trust unless `trust_ods_code` says which. */
export async function aSite(database: Database, changes: Row = {}): Promise<string> {
  const row = {
    ods_code: `S${++count}`,
    trust_ods_code: changes.trust_ods_code ?? (await aTrust(database)),
    name: 'Test Infirmary',
    address: '1 High Street, Leeds, LS1 1AA',
    ...changes,
  }
  await database('site').insert(row)
  return row.ods_code
}

/** A clinic of its own trust unless `trust_ods_code` says which. Its rules are the trust's unless said. */
export async function aClinic(database: Database, changes: Row = {}): Promise<string> {
  const id = randomUUID()
  await database('clinic').insert({
    id,
    trust_ods_code: changes.trust_ods_code ?? (await aTrust(database)),
    pas_id: `clinic-${++count}`,
    patient_facing_name: 'Heart clinic',
    treatment_function_code: '320',
    ...changes,
  })
  return id
}

/** `in` is how long from `now` it starts; it takes half an hour. */
export interface When {
  now: Temporal.Instant
  in: Temporal.DurationLike
}

export async function aSlot(
  database: Database,
  clinicId: string,
  when: When,
  changes: Row = {},
): Promise<string> {
  const id = randomUUID()
  await database('slot').insert({
    id,
    clinic_id: clinicId,
    medium: 'TELEPHONE',
    capacity: 1,
    ...during(when),
    ...changes,
  })
  return id
}

/** In the record under the given person's NHS number and date of birth. */
export async function aPatient(database: Database, person: TestPerson, changes: Row = {}): Promise<string> {
  const id = randomUUID()
  await database('patient').insert({
    id,
    nhs_number: person.nhsNumber,
    nhs_number_status: '01',
    local_patient_id: `local-${++count}`,
    given_name: 'Test',
    family_name: person.familyName ?? 'Patient',
    birth_date: person.birthDate,
    ...changes,
  })
  return id
}

/** Booked, by phone, at the given time; with `slot_id` the slot's counter is raised as the PAS would. */
export async function anAppointment(
  database: Database,
  patientId: string,
  clinicId: string,
  when: When,
  changes: Row = {},
): Promise<string> {
  const id = randomUUID()
  await database('appointment').insert({
    id,
    pas_id: `pas-${++count}`,
    patient_id: patientId,
    clinic_id: clinicId,
    medium: 'TELEPHONE',
    title: 'Cardiology',
    ...during(when),
    ...changes,
  })
  if (changes.slot_id) await database('slot').where('id', changes.slot_id).increment('booked', 1)
  return id
}

/** NHS numbers of the range kept for tests, each valid. */
export function testPerson(index: number): TestPerson {
  const nine = String(999_100_000 + index)
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10
    ? testPerson(index + 20_000)
    : { nhsNumber: `${nine}${check}`, birthDate: '1970-03-14', familyName: 'Testcase' }
}

function during(when: When) {
  const start = when.now.add(hoursOf(when.in))
  return { starts_at: toColumn(start), ends_at: toColumn(start.add({ minutes: 30 })) }
}

function hoursOf(duration: Temporal.DurationLike): Temporal.Duration {
  return Temporal.Duration.from({
    milliseconds: Math.round(
      Temporal.Duration.from(duration).total({ unit: 'milliseconds', relativeTo: '2026-01-01' }),
    ),
  })
}
