import type { Database } from '../../src/database/database.ts'
import { aClinic, anAppointment, aPatient, aSlot, aTrust, testPerson } from '../support/builders.ts'
import type { TestPerson } from '../support/nhs-login/hostile-id-token.ts'
import { Booking } from './history.ts'

/** The marker on every page about a patient: six digits that are unique to them. */
export const MARKER = /Mx(\d{6})x/g

export interface Person extends TestPerson {
  index: number
  patientId: string
  marker: string
  /** One booking at a clinic that changes at once, and one at a clinic that takes requests. */
  bookings: Booking[]
  /** The appointments this patient has seen. */
  known: Set<string>
  /** Whether a trust may have taken them out of the portal. */
  mayBeBarred: boolean
}

export interface Town {
  people: Person[]
  bookings: { booking: Booking; patientId: string }[]
  trusts: { odsCode: string; specialty: string }[]
  /** The booking to which an appointment belongs. */
  bookingOf(appointment: { patient_id?: unknown; clinic_id?: unknown }): Booking | undefined
}

const PEOPLE_IN_A_CLINIC = 100
/** Few enough that patients compete for them. */
const FREE_PLACES = 3
const KINDS = [
  { name: 'Cardiology', how: 'at-once' },
  { name: 'Dermatology', how: 'request' },
] as const

/** Adds patients, each with bookings at two clinics whose slots are small and nearly full. */
export async function aTown(database: Database, howMany: number): Promise<Town> {
  return database.transaction(async transaction => {
    const people: Person[] = []
    for (let index = 0; index < howMany; index++) {
      const person = testPerson(index)
      const patientId = await aPatient(transaction, person)
      const marker = `Mx${String(index).padStart(6, '0')}x`
      people.push({ ...person, index, patientId, marker, bookings: [], known: new Set(), mayBeBarred: false })
    }
    const trusts: Town['trusts'] = []
    for (const { name, how } of KINDS) {
      const rules = { cancel_how: how, reschedule_how: how, minimum_notice_hours: 1, most_changes: 1_000_000 }
      const trust = await aTrust(transaction, rules)
      trusts.push({ odsCode: trust, specialty: name })
      for (let first = 0; first < howMany; first += PEOPLE_IN_A_CLINIC)
        await fillClinic(transaction, trust, name, people.slice(first, first + PEOPLE_IN_A_CLINIC))
    }
    const bookings = people.flatMap(({ patientId, bookings }) =>
      bookings.map(booking => ({ booking, patientId })),
    )
    const bookingOf: Town['bookingOf'] = ({ patient_id, clinic_id }) =>
      people
        .find(({ patientId }) => patientId === patient_id)
        ?.bookings.find(({ clinicId }) => clinicId === clinic_id)
    return { people, bookings, trusts, bookingOf }
  })
}

/** Slots with capacities of one, two and three, filled in order, with a few places left at the end. */
async function fillClinic(database: Database, trust: string, name: string, people: readonly Person[]) {
  const clinicId = await aClinic(database, { trust_ods_code: trust })
  const now = Temporal.Now.instant()
  const waiting = [...people]
  let free = 0
  for (let hour = 72; free < FREE_PLACES; hour++) {
    const capacity = 1 + (hour % 3)
    const when = { now, in: { hours: hour } }
    const slot_id = await aSlot(database, clinicId, when, { capacity })
    const here = waiting.splice(0, capacity)
    free += capacity - here.length
    for (const { bookings, marker, patientId } of here) {
      const title = `${name} ${marker}`
      await anAppointment(database, patientId, clinicId, when, { slot_id, title })
      bookings.push(new Booking(title, clinicId))
    }
  }
}
