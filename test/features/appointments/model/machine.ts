import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { toColumn } from '../../../../src/database/columns.ts'
import type { Transaction } from '../../../../src/database/database.ts'
import type { Decision } from '../../../../src/features/appointments/change-requests.ts'
import type { PatientActor } from '../../../../src/shared/actor.ts'
import { auditedChanges } from '../../../support/audited.ts'
import { anAppointment } from '../../../support/builders.ts'
import { MONDAY } from '../../../support/portal.ts'
import type { Doors } from '../door.ts'
import {
  type Expected,
  MAX_CHANGES,
  type Model,
  NOTICE,
  type Person,
  type Sent,
  shown,
} from './machine-model.ts'

const KEPT = ['accepted_change', 'outbox', 'audit_log', 'audit_head', 'change_request', 'appointment', 'slot']

interface Opened {
  decision: Decision
  moves: number
  version: number
  shown: string
}

/** The real doors on a database with a few people and slots, reset for each run to the initial state of its model. */
export class MachineUnderTest {
  readonly doors: Doors
  /** How often each outcome was expected, to check that the test has reached all of them. */
  readonly counts: Map<Expected, number>
  lastSent: { sent: Sent; decision: Decision } | undefined
  readonly #actors: PatientActor[]
  #slots: string[] = []
  /** Each person's appointments, the newest last. */
  #ids: string[][] = []
  readonly #opened = new Map<number, Opened>()

  private constructor(doors: Doors, actors: PatientActor[], counts: Map<Expected, number>) {
    this.doors = doors
    this.#actors = actors
    this.counts = counts
  }

  static async begin(doors: Doors, actors: PatientActor[], model: Model, counts: Map<Expected, number>) {
    const { clock, database } = doors
    clock.set(MONDAY)
    for (const table of KEPT) await database(table).delete()
    const machine = new MachineUnderTest(doors, actors, counts)
    const clinic = await doors.aClinic({
      cancel_how: model.how.cancel,
      reschedule_how: model.how.reschedule,
      minimum_notice_hours: NOTICE,
      most_changes: MAX_CHANGES,
    })
    for (const { startsAt, capacity } of model.slots)
      machine.#slots.push(await doors.aSlot(clinic, { hours: startsAt }, { capacity }))
    for (const [person, { slot }] of model.people.entries()) {
      const when = { now: MONDAY, in: { hours: model.slots[slot]?.startsAt ?? 0 } }
      const { patientId } = machine.actor(person)
      machine.#ids.push([
        await anAppointment(database, patientId, clinic, when, { slot_id: machine.slotId(slot) }),
      ])
    }
    return machine
  }

  actor(person: number): PatientActor {
    return this.#actors[person] as PatientActor
  }

  id(person: number): string {
    return this.#ids[person]?.at(-1) ?? ''
  }

  slotId(slot: number): string {
    return this.#slots[slot] ?? ''
  }

  decision(person: number): Promise<Decision> {
    return this.doors.decision(this.actor(person), this.id(person))
  }

  seen(person: number, decision: Decision, them: Person): void {
    const { moves, version } = them
    this.#opened.set(person, { decision, moves, version, shown: shown(them) })
  }

  lastSeen(person: number): Opened | undefined {
    return this.#opened.get(person)
  }

  /** A form that is sent again must get the same appointment. */
  movedTo({ moves, person }: Sent, id: string): void {
    const ids = this.#ids[person] ?? []
    if (ids[moves + 1] === undefined) ids.push(id)
    assert.equal(ids[moves + 1], id)
  }

  async decide(person: number, done: boolean, slot: number): Promise<void> {
    const id = this.id(person)
    await this.doors.database.transaction(async transaction => {
      await transaction('change_request')
        .where({ appointment_id: id, status: 'open' })
        .update({ status: done ? 'done' : 'declined', decided_at: toColumn(this.doors.clock.now()) })
      if (!done) await this.#raise(transaction, id, {})
      else await this.#cancel(transaction, id, slot < 0 ? null : await this.#book(transaction, person, slot))
    })
  }

  async hospitalCancels(person: number): Promise<void> {
    await this.doors.database.transaction(transaction => this.#cancel(transaction, this.id(person), null))
  }

  async #book(transaction: Transaction, person: number, slot: number): Promise<string> {
    const old = await transaction('appointment').where('id', this.id(person)).first()
    const { starts_at, ends_at } = await transaction('slot').where('id', this.slotId(slot)).first()
    const id = randomUUID()
    const made = { id, slot_id: this.slotId(slot), starts_at, ends_at, version: 1 }
    await transaction('appointment').insert({ ...old, ...made })
    await transaction('slot').where('id', made.slot_id).increment('booked', 1)
    this.#ids[person]?.push(id)
    return id
  }

  async #cancel(transaction: Transaction, id: string, movedToId: string | null): Promise<void> {
    const cancelled_at = toColumn(this.doors.clock.now())
    const cancelled = { status: 'cancelled', cancelled_by: 'hospital', cancelled_at, moved_to_id: movedToId }
    await this.#raise(transaction, id, cancelled)
    const { slot_id } = await transaction('appointment').where({ id }).first()
    await transaction('slot').where('id', slot_id).decrement('booked', 1)
  }

  async #raise(transaction: Transaction, id: string, changes: object): Promise<void> {
    await transaction('appointment')
      .where({ id, status: 'booked' })
      .update({ ...changes, version: transaction.raw('version + 1') })
  }

  /** Checks that the database agrees with the model. */
  async matches(model: Model): Promise<void> {
    const { database } = this.doors
    for (const [person, { changes, slot, status, version }] of model.people.entries()) {
      const row = await this.doors.row(this.id(person))
      const found = [row.status, row.version, row.changes_made, row.slot_id]
      assert.deepEqual(found, [status, version, changes, this.slotId(slot)])
    }
    const booked = await database('slot').select('id', 'booked')
    const counters = new Map(booked.map(row => [row.id, row.booked]))
    assert.deepEqual(
      this.#slots.map(id => counters.get(id)),
      model.slots.map(slot => slot.booked),
    )
    const requests: { status: string }[] = await database('change_request')
    const { received, done, declined } = model.requests
    const byStatus = (status: string) => requests.filter(row => row.status === status).length
    assert.deepEqual(
      [byStatus('open'), byStatus('done'), byStatus('declined')],
      [received - done - declined, done, declined],
    )
    const entries = (await auditedChanges(database)).filter(({ action }) => action !== 'booked-by-move')
    const events = (await database('outbox')).filter(({ kind }) => kind !== 'appointment-booked')
    assert.deepEqual([entries.length, events.length], [model.changesMade, model.changesMade])
  }
}
