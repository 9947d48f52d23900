import { toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import type { Row } from '../../src/database/insert-rows.ts'
import { loadRows } from '../../src/database/load-rows.ts'
import { fixedGuid } from '../../src/dev/demonstration/ids.ts'
import { aClinic, aTrust } from '../support/builders.ts'
import { copyRows, withoutIndexes } from './copied-rows.ts'

const CLINICS = 40
const PATIENTS = 100_000
export const FAMILY_NAMES = [
  'Ahmed',
  'Begum',
  'Clarke',
  'Davies',
  'Evans',
  'Hughes',
  'Jones',
  'Khan',
  'Patel',
  'Smith',
]
const REQUESTS_IN_A_PART = 20_000
/** The other closed requests are copies of these, which the database makes itself. */
const CLOSED_FIRST = 100_000
/** Closed requests are spread over so many minutes: ten years. */
const TEN_YEARS = 10 * 365 * 24 * 60
const OUTCOMES = ['done', 'done', 'declined', 'withdrawn', 'lapsed'] as const
/** To whom one request in a hundred is assigned. */
export const COLLEAGUE = fixedGuid('bench-colleague')

export interface Requests {
  open: number
  closed: number
}

/** What stands in the way of every row. */
interface Trust {
  trust: string
  clinics: readonly string[]
  patients: number
  now: Temporal.Instant
}

/** One trust with so many requests, each about an appointment of its own. */
export async function fillWorklist(
  database: Database,
  { open, closed }: Requests,
  now: Temporal.Instant,
): Promise<void> {
  const trust = await aTrust(database)
  const clinics: string[] = []
  for (let count = 0; count < CLINICS; count++)
    clinics.push(await aClinic(database, { trust_ods_code: trust }))
  const patients = Math.min(PATIENTS, open + closed)
  const first = Math.min(closed, CLOSED_FIRST)
  await withoutIndexes(database, ['patient', 'appointment', 'change_request'], async () => {
    await loadRows(database, [['patient', Array.from({ length: patients }, (_, index) => patientRow(index))]])
    await loadRequests(database, { open, closed: first }, { trust, clinics, patients, now })
    for (let made = first, copy = 1; made < closed; made += first, copy++) {
      const howMany = Math.min(first, closed - made)
      for (const table of ['appointment', 'change_request'])
        await copyRows(database, table, [open + 1, open + howMany], copy)
      await copyRows(database, 'request_event', [1, howMany], copy)
    }
  })
  await database.raw('analyze')
}

async function loadRequests(database: Database, { open, closed }: Requests, trust: Trust): Promise<void> {
  const all = open + closed
  for (let start = 0; start < all; start += REQUESTS_IN_A_PART) {
    const length = Math.min(REQUESTS_IN_A_PART, all - start)
    const part = Array.from({ length }, (_, index) => rowsOf(start + index, { open, closed }, trust))
    await loadRows(database, [
      ['appointment', part.map(({ appointment }) => appointment)],
      ['change_request', part.map(({ request }) => request)],
      ['request_event', part.flatMap(({ event }) => event)],
    ])
  }
}

function rowsOf(index: number, { open, closed }: Requests, trust: Trust) {
  const age = index < open ? undefined : Math.floor(((index - open) / closed) * TEN_YEARS)
  const [appointment, request] = [appointmentRow(index, age, trust), requestRow(index, age, trust)]
  return { appointment, request, event: age === undefined ? [] : [eventRow(request)] }
}

const instant = (now: Temporal.Instant, minutes: number) => toColumn(now.add({ minutes }))

function patientRow(index: number): Row {
  return {
    id: fixedGuid('bench-patient', String(index)),
    nhs_number: String(4_000_000_000 + index),
    nhs_number_status: '01',
    local_patient_id: `bench-${index}`,
    given_name: `Test ${index}`,
    family_name: String(FAMILY_NAMES[index % FAMILY_NAMES.length]),
    birth_date: `${1930 + (index % 90)}-0${1 + (index % 9)}-1${index % 10}`,
    portal_access: index % 1000 > 0,
  }
}

/** The last clinic has hardly any, so that a list of it must look far. */
function clinicOf(index: number, { clinics }: Trust): string {
  return clinics[index % 10_000 === 0 ? CLINICS - 1 : index % (CLINICS - 1)] ?? ''
}

/** `age`: how many minutes ago the request was decided; undefined when it is open. */
function appointmentRow(index: number, age: number | undefined, trust: Trust): Row {
  const { now, patients } = trust
  const starts = age === undefined ? 10_000 + (index % 50_000) : 5000 - age
  const cancelled = age !== undefined && index % 3 === 0
  const cameOf = index % 20 === 1 ? 'noshow' : 'fulfilled'
  return {
    id: fixedGuid('bench-appointment', String(index)),
    pas_id: `bench-${index}`,
    patient_id: fixedGuid('bench-patient', String(index % patients)),
    clinic_id: clinicOf(index, trust),
    medium: 'TELEPHONE',
    title: 'Cardiology',
    starts_at: instant(now, starts),
    ends_at: instant(now, starts + 30),
    status: age === undefined ? 'booked' : cancelled ? 'cancelled' : cameOf,
    cancelled_at: cancelled ? instant(now, -age) : null,
    cancelled_by: cancelled ? 'patient' : null,
  }
}

function requestRow(index: number, age: number | undefined, of: Trust): Row {
  const { now, trust } = of
  const [assigned, urgent] = [index % 100 === 0, index % 50 === 0]
  return {
    id: fixedGuid('bench-request', String(index)),
    appointment_id: fixedGuid('bench-appointment', String(index)),
    trust_ods_code: trust,
    clinic_id: clinicOf(index, of),
    kind: index % 2 ? 'cancel' : 'reschedule',
    reason: 'other',
    requested_at: instant(now, -5000 - (age ?? 0)),
    promised_by: instant(now, age === undefined ? (index % 5000) - 100 : -age),
    assigned_to: assigned ? COLLEAGUE : null,
    priority: urgent ? 'urgent' : null,
    status: age === undefined ? 'open' : String(OUTCOMES[index % OUTCOMES.length]),
    decided_at: age === undefined ? null : instant(now, -age),
    decided_by: age === undefined ? null : COLLEAGUE,
    untold_since: age !== undefined && index % 10_000 === 0 ? instant(now, -age) : null,
  }
}

function eventRow({ id, status, decided_at }: Row): Row {
  return {
    request_id: id,
    version: 1,
    at: decided_at,
    event: status,
    actor: 'staff',
    actor_id: COLLEAGUE,
  } as Row
}
