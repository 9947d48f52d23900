import { fromColumn, toColumn } from '../../../src/database/columns.ts'
import { type Database, openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { freeTime, selectSlots } from '../../../src/features/appointments/appointment-row.ts'
import { Appointments } from '../../../src/features/appointments/appointments.ts'
import { ChangeRequests, type Decision } from '../../../src/features/appointments/change-requests.ts'
import { seenField, seenText, timeSeenText } from '../../../src/features/appointments/seen.ts'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { aClinic, anAppointment, aPatient, aSlot, aTrust, type When } from '../../support/builders.ts'
import { newPerson } from '../../support/person.ts'
import { MONDAY, TestClock, type TestPortal } from '../../support/portal.ts'

type Row = Record<string, unknown>

/** The doors of this feature with their own database, called without HTTP. */
export class Doors {
  readonly clock: TestClock
  readonly database: Database
  readonly appointments: Appointments
  readonly changeRequests: ChangeRequests

  private constructor(database: Database, clock: TestClock) {
    this.database = database
    this.clock = clock
    this.appointments = new Appointments(database, this.clock)
    this.changeRequests = new ChangeRequests(database, this.clock)
  }

  static async open(database = openDatabase('sqlite::memory:')): Promise<Doors> {
    const clock = new TestClock()
    clock.set(MONDAY)
    await migrate(database)
    return new Doors(database, clock)
  }

  /** In the database of a portal, at the time that its pages have. */
  static in({ clock, database }: Pick<TestPortal, 'clock' | 'database'>): Doors {
    return new Doors(database, clock)
  }

  async aPatient(): Promise<PatientActor> {
    return { kind: 'patient', patientId: await aPatient(this.database, newPerson()) }
  }

  async aClinic(trust: Row = {}): Promise<string> {
    return aClinic(this.database, { trust_ods_code: await aTrust(this.database, trust) })
  }

  aSlot(clinicId: string, when: Temporal.DurationLike, changes: Row = {}): Promise<string> {
    return aSlot(this.database, clinicId, this.#in(when), changes)
  }

  /** An appointment in a slot of its own; returns its id. */
  async booked(actor: PatientActor, clinicId: string, when: Temporal.DurationLike, changes: Row = {}) {
    const slot_id = await this.aSlot(clinicId, when)
    return anAppointment(this.database, actor.patientId, clinicId, this.#in(when), { slot_id, ...changes })
  }

  /** The decision of a patient who sees the current state of the appointment. */
  async decision(actor: PatientActor, id: string): Promise<Decision> {
    return { id, seen: seenField.parse(seenText(await this.appointments.find(actor, id))) }
  }

  /** The choice of a patient who sees the current state of the slot. */
  async chosen(slotId: string): Promise<{ slotId: string; timeSeen: string }> {
    const row = await selectSlots(this.database).where('slot.id', slotId).first()
    return { slotId, timeSeen: row ? timeSeenText(freeTime(row)) : 'never seen' }
  }

  /** The row, with instants as text on every database. */
  async row(id: string): Promise<Record<string, string | number | null>> {
    const row = await this.database('appointment').where({ id }).first()
    const plain = (value: unknown) => (value instanceof Date ? toColumn(fromColumn(value)) : value)
    return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value)])) as never
  }

  #in(when: Temporal.DurationLike): When {
    return { now: this.clock.now(), in: when }
  }
}

/** The slots whose counter differs from their bookings, or that hold more than their capacity. */
export async function slotsNotAsBooked(database: Database): Promise<unknown[]> {
  return database('slot')
    .select('slot.id', 'slot.booked', 'slot.capacity')
    .select(
      database('appointment')
        .count('*')
        .whereRaw("appointment.slot_id = slot.id and appointment.status = 'booked'")
        .as('rows'),
    )
    .then(slots => slots.filter(({ booked, capacity, rows }) => booked !== rows || rows > capacity))
}
