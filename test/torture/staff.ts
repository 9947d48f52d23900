import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../../src/database/columns.ts'
import type { Database, Transaction } from '../../src/database/database.ts'
import { retryBusy } from './database/retry-busy.ts'
import type { Booking, History } from './history.ts'
import type { Random } from './random.ts'
import type { Town } from './town.ts'

type Row = Record<string, string | number | null>

/** The appointment or the slot has just been changed by a patient. */
class Conflict extends Error {}

/** The hospital's own clerks, who work in the PAS: in the same database, past the portal. Each action is one transaction. */
export class Staff {
  readonly #database: Database
  readonly #town: Town
  readonly #history: History
  readonly #random: Random
  #busy = false
  done = 0

  constructor(database: Database, town: Town, history: History, random: Random) {
    this.#database = database
    this.#town = town
    this.#history = history
    this.#random = random
  }

  async act(): Promise<void> {
    await this.#oneAtATime(() => this.#act())
  }

  /** Changes something that no page shows, such as the room of a telephone clinic. */
  async update(booking: Booking, appointmentId: string): Promise<void> {
    await this.#oneAtATime(async () => {
      const row = await retryBusy(() => this.#database('appointment').where('id', appointmentId).first())
      await this.#change(booking, row, 'room')
    })
  }

  /** Skips the action if another one is in progress. */
  async #oneAtATime(act: () => Promise<void>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    await act().finally(() => {
      this.#busy = false
    })
  }

  /**
   * Books again for a patient without an appointment; otherwise decides a request, or changes or cancels an
   * appointment.
   */
  async #act(): Promise<void> {
    const ended = this.#town.bookings.filter(({ booking }) => booking.surelyEnded || booking.mayBeOwed)
    if (ended.length > 0 && this.#random.chance(0.7)) return this.#book(this.#random.one(ended))
    if (this.#random.chance(0.4)) return this.#decide()
    const { booking, patientId } = this.#random.one(this.#town.bookings)
    const row = await retryBusy(() =>
      this.#database('appointment')
        .where({ patient_id: patientId, clinic_id: booking.clinicId, status: 'booked' })
        .first(),
    )
    if (row) await this.#change(booking, row, this.#random.chance(0.2) ? 'cancel' : 'room')
  }

  async #book({ booking, patientId }: { booking: Booking; patientId: string }): Promise<void> {
    booking.beingBooked = true
    const done = await this.#transaction(async transaction => {
      const theirs = { patient_id: patientId, clinic_id: booking.clinicId }
      // Someone whose clinic was closed may be booked again, or wait for a time from the booking team.
      const booked = await transaction('appointment')
        .where({ ...theirs, status: 'booked' })
        .first()
      const waits = await transaction('change_request')
        .join('appointment', 'appointment.id', 'change_request.appointment_id')
        .where({
          'appointment.patient_id': patientId,
          'appointment.clinic_id': booking.clinicId,
          'change_request.status': 'open',
        })
        .first('change_request.id')
      if (booked || waits) throw new Conflict()
      const source = await transaction('appointment').where(theirs).first()
      const again = { status: 'booked', cancelled_at: null, cancelled_by: null, cancellation_reason: null }
      await this.#insert(transaction, { ...source, ...again, moved_to_id: null })
    })
    if (done) booking.beginAgain()
    booking.beingBooked = false
  }

  async #decide(): Promise<void> {
    const open = await retryBusy(() =>
      this.#database('change_request').where('status', 'open').orderBy('id').limit(20),
    )
    if (open.length === 0) return
    const request = this.#random.one<Row>(open)
    const row = await retryBusy(() =>
      this.#database('appointment').where('id', request.appointment_id).first(),
    )
    const booking = this.#town.bookingOf(row)
    const how = this.#random.chance(0.4) ? 'decline' : request.kind === 'cancel' ? 'cancel' : 'move'
    if (booking) await this.#change(booking, row, how)
  }

  /** Makes one change to an appointment, and decides its open request. */
  async #change(booking: Booking, row: Row, how: 'cancel' | 'move' | 'decline' | 'room'): Promise<void> {
    const id = String(row.id)
    this.#history.tried(id).staff = true
    const before = booking.byStaff
    const { epoch } = booking
    if (how === 'cancel' && before === 'nothing') booking.byStaff = 'trying'
    const done = await this.#transaction(async transaction => {
      const movedToId = how === 'move' ? await this.#insert(transaction, row) : null
      const cancelled = { status: 'cancelled', cancelled_at: now(), cancelled_by: 'hospital' }
      const raised = await transaction('appointment')
        .where({ id, version: row.version, status: 'booked' })
        .update({
          version: Number(row.version) + 1,
          ...(how === 'room' ? { place: `Room ${this.#random.below(100)}` } : {}),
          ...(how === 'cancel' || how === 'move' ? { ...cancelled, moved_to_id: movedToId } : {}),
        })
      if (raised !== 1) throw new Conflict()
      if (how === 'room') return
      if (how !== 'decline') await transaction('slot').where('id', row.slot_id).decrement('booked', 1)
      await transaction('change_request')
        .where({ appointment_id: id, status: 'open' })
        .update({ status: how === 'decline' ? 'declined' : 'done', decided_at: now() })
    })
    if (done) this.#history.raised(id)
    if (how === 'cancel' && booking.epoch === epoch) booking.byStaff = done ? 'ended' : before
  }

  /** Inserts the appointment in any free place of the clinic, taken as the portal takes it. Returns its id. */
  async #insert(transaction: Transaction, row: Row): Promise<string> {
    const free = await transaction('slot')
      .where('clinic_id', row.clinic_id)
      .whereRaw('booked < capacity and blocks = 0')
      .whereNot('id', row.slot_id)
    if (free.length === 0) throw new Conflict()
    const slot = this.#random.one<Row>(free)
    const taken = await transaction('slot')
      .where('id', slot.id)
      .whereRaw('booked < capacity and blocks = 0')
      .update('booked', transaction.raw('booked + 1'))
    if (taken !== 1) throw new Conflict()
    const id = randomUUID()
    const during = { starts_at: toDatetime2(slot.starts_at), ends_at: toDatetime2(slot.ends_at) }
    const made = { id, pas_id: `staff-${id}`, slot_id: slot.id, ...during, version: 1 }
    await transaction('appointment').insert({ ...row, ...made })
    return id
  }

  /** Returns false on a conflict. */
  async #transaction(act: (transaction: Transaction) => Promise<unknown>): Promise<boolean> {
    try {
      await retryBusy(() => this.#database.transaction(act))
      this.done++
      return true
    } catch (error) {
      if (error instanceof Conflict) return false
      throw error
    }
  }
}

/** In the format of a datetime2 column, for the values of any driver. */
const toDatetime2 = (value: unknown) => toColumn(fromColumn(value as string | Date))
const now = () => toColumn(Temporal.Now.instant())
