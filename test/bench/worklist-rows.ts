import { toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import type { Row } from '../../src/database/insert-rows.ts'
import { loadRows } from '../../src/database/load-rows.ts'
import { fixedGuid } from '../../src/dev/demonstration/ids.ts'
import { aClinic, aTrust, testPerson } from '../support/builders.ts'

const CLINICS = 40
const PATIENTS = 1000
const REQUESTS_IN_A_PART = 20_000
/** To whom one request in a hundred is assigned. */
export const COLLEAGUE = fixedGuid('bench-colleague')

export interface Requests {
  open: number
  closed: number
}

/** One trust with so many requests, each about an appointment of its own. Returns the trust and its clinics. */
export async function fillWorklist(
  database: Database,
  { open, closed }: Requests,
  now: Temporal.Instant,
): Promise<{ trust: string; clinics: string[] }> {
  const trust = await aTrust(database)
  const clinics: string[] = []
  for (let count = 0; count < CLINICS; count++)
    clinics.push(await aClinic(database, { trust_ods_code: trust }))
  await loadRows(database, [['patient', Array.from({ length: PATIENTS }, (_, index) => patientRow(index))]])
  for (let start = 0; start < open + closed; start += REQUESTS_IN_A_PART) {
    const appointments: Row[] = []
    const requests: Row[] = []
    for (let index = start; index < Math.min(start + REQUESTS_IN_A_PART, open + closed); index++) {
      // The last clinic has hardly any, so that a list of it must look far.
      const clinic = index % 10_000 === 0 ? CLINICS - 1 : index % (CLINICS - 1)
      appointments.push(appointmentRow(index, clinics[clinic] ?? '', now))
      requests.push({ ...requestRow(index, trust, now), ...(index >= open && closedRow(index, now)) })
    }
    await loadRows(database, [
      ['appointment', appointments],
      ['change_request', requests],
    ])
  }
  await database.raw('analyze')
  return { trust, clinics }
}

const instant = (now: Temporal.Instant, minutes: number) => toColumn(now.add({ minutes }))

function patientRow(index: number): Row {
  const { birthDate, nhsNumber } = testPerson(index)
  return {
    id: fixedGuid('bench-patient', String(index)),
    nhs_number: nhsNumber,
    nhs_number_status: '01',
    local_patient_id: `bench-${index}`,
    given_name: 'Test',
    family_name: `Patient ${index}`,
    birth_date: birthDate,
  }
}

function appointmentRow(index: number, clinic_id: string, now: Temporal.Instant): Row {
  return {
    id: fixedGuid('bench-appointment', String(index)),
    pas_id: `bench-${index}`,
    patient_id: fixedGuid('bench-patient', String(index % PATIENTS)),
    clinic_id,
    medium: 'TELEPHONE',
    title: 'Cardiology',
    starts_at: instant(now, 10_000 + (index % 50_000)),
    ends_at: instant(now, 10_030 + (index % 50_000)),
  }
}

function requestRow(index: number, trust: string, now: Temporal.Instant): Row {
  return {
    id: fixedGuid('bench-request', String(index)),
    appointment_id: fixedGuid('bench-appointment', String(index)),
    trust_ods_code: trust,
    kind: index % 2 ? 'cancel' : 'reschedule',
    reason: 'other',
    requested_at: instant(now, -5000),
    promised_by: instant(now, (index % 5000) - 100),
    assigned_to: index % 100 ? null : COLLEAGUE,
    priority: index % 50 ? null : 'urgent',
    status: 'open',
    decided_at: null,
  }
}

function closedRow(index: number, now: Temporal.Instant): Row {
  const status = ['done', 'done', 'declined', 'withdrawn', 'lapsed'][index % 5]
  return { status: String(status), decided_at: instant(now, -(index % 1_000_000)) }
}
