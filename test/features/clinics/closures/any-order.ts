import assert from 'node:assert/strict'
import { StaleVersion } from '../../../../src/database/idempotent.ts'
import {
  AppointmentChanged,
  CannotChange,
  TimeTaken,
} from '../../../../src/features/appointments/refusals.ts'
import { seenField, seenText } from '../../../../src/features/appointments/seen.ts'
import { AffectedChanged } from '../../../../src/features/clinics/closures/closures.ts'
import { BookingChanged, RequestChanged } from '../../../../src/features/worklist/refusals.ts'
import { requestBalance } from '../../../../src/features/worklist/request-balance-store.ts'
import { RequestWork } from '../../../../src/features/worklist/request-work.ts'
import { Worklist } from '../../../../src/features/worklist/worklist.ts'
import type { PatientActor } from '../../../../src/shared/actor.ts'
import { MONDAY } from '../../../support/portal.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import type { ClinicTeam } from '../support.ts'

/** The numbers choose a patient, and a slot, a day or a closure. */
export interface Deed {
  do: (typeof DEEDS)[number]
  patient: number
  choice: number
}

export const DEEDS = [
  'patient-moves',
  'patient-cancels',
  'staff-move',
  'close-day',
  'close-slot',
  'reopen',
  'carry-on',
  'job',
] as const

const REFUSALS = [
  ...[AffectedChanged, AppointmentChanged, BookingChanged, CannotChange, RequestChanged],
  ...[StaleVersion, TimeTaken],
]

const DAYS = [7, 8, 9]

/** A clinic with three days of slots, and patients, where deeds happen in any order. */
export class AnyOrder {
  readonly #team: ClinicTeam
  readonly #patients: PatientActor[]
  readonly #slots: string[]
  readonly #work: RequestWork
  readonly #worklist: Worklist
  /** How often each kind of deed was done. */
  readonly done = new Map<string, number>()

  private constructor(team: ClinicTeam, patients: PatientActor[], slots: string[]) {
    this.#team = team
    this.#patients = patients
    this.#slots = slots
    this.#work = new RequestWork(team.doors.database, team.doors.clock)
    this.#worklist = new Worklist(team.doors.database, team.doors.clock)
  }

  static async open(team: ClinicTeam, patients: PatientActor[]): Promise<AnyOrder> {
    const { clock, database } = team.doors
    clock.set(MONDAY)
    for (const table of [
      ...['accepted_change', 'outbox', 'audit_log', 'audit_head', 'request_event', 'change_request'],
      ...['closed_appointment', 'closed_slot', 'closure', 'appointment', 'slot'],
    ])
      await database(table).delete()
    for (const patient of patients) await team.doors.booked(patient, team.clinicId, { days: 7 })
    // The last of them is owed a time from the beginning.
    const last = await database('appointment').where('patient_id', patients.at(-1)?.patientId).first()
    await team.close(team.day(7, [last.slot_id]), { intended: 'worklist' })
    const slots: string[] = []
    for (const days of DAYS) {
      slots.push(await team.doors.aSlot(team.clinicId, { days, hours: 1 }))
      slots.push(await team.doors.aSlot(team.clinicId, { days, hours: 2 }, { capacity: 2 }))
    }
    return new AnyOrder(team, patients, slots)
  }

  /** Rethrows what is no expected refusal. */
  async happens(deed: Deed): Promise<void> {
    try {
      if (!(await this.#happens(deed))) return
      this.done.set(deed.do, (this.done.get(deed.do) ?? 0) + 1)
    } catch (error) {
      if (!REFUSALS.some(refusal => error instanceof refusal)) throw error
    }
  }

  /** Whether there was anything to do. */
  async #happens({ do: deed, patient: index, choice }: Deed): Promise<boolean> {
    const team = this.#team
    const { changeRequests, database } = team.doors
    const patient = this.#patients[index % this.#patients.length] as PatientActor
    const slotId = String(this.#slots[choice % this.#slots.length])
    const day = Number(DAYS[choice % DAYS.length])
    if (deed === 'close-day') await team.close(team.day(day), { intended: choice % 2 ? 'first' : 'worklist' })
    if (deed === 'close-slot') {
      const own = Number(DAYS[Math.floor((choice % this.#slots.length) / 2)])
      await team.close(team.day(own, [slotId]))
    }
    if (deed === 'reopen' || deed === 'carry-on') {
      const closures = await team.closures.list(team.lead)
      const closure = closures[choice % closures.length]
      if (!closure) return false
      if (deed === 'reopen') await team.closures.reopen(team.lead, closure.id, closure.version)
      else await team.closures.carryOn(team.lead, closure.id)
    }
    if (deed === 'job') await team.runJob()
    if (deed === 'staff-move') return this.#staffMove(choice, slotId)
    if (deed !== 'patient-moves' && deed !== 'patient-cancels') return true
    const { id } = await database('appointment')
      .where({ patient_id: patient.patientId, moved_to_id: null })
      .first()
    const decision = await team.doors.decision(patient, id)
    if (deed === 'patient-cancels') await changeRequests.cancel(patient, decision, 'other')
    else await changeRequests.move(patient, decision, await team.doors.chosen(slotId))
    return true
  }

  /** The booking team gives a patient the time that the hospital owes. */
  async #staffMove(choice: number, slotId: string): Promise<boolean> {
    const rows = await this.#team.doors.database('change_request').where('status', 'open')
    const row = rows[choice % rows.length]
    if (!row) return false
    const { request, appointment } = await this.#worklist.find(this.#team.lead, row.id)
    const { id, patientId, version } = request
    const seen = { id, patientId, version, appointment: seenField.parse(seenText(appointment)) }
    await this.#work.completeReschedule(this.#team.lead, seen, await this.#team.doors.chosen(slotId))
    return true
  }

  async check(): Promise<void> {
    const { database } = this.#team.doors
    // Before the job, which would also find what was booked although it was closed.
    const left = database('closed_appointment').whereNull('outcome').select('appointment_id')
    const unnoticed = database('appointment')
      .join('slot', 'slot.id', 'appointment.slot_id')
      .where({ 'appointment.status': 'booked' })
      .where('slot.blocks', '>', 0)
      .whereNotIn('appointment.id', left)
    assert.deepEqual(await unnoticed.pluck('appointment.id'), [], 'none was booked in a closed clinic')
    assert.equal(await this.#team.runJob(), 'done')
    assert.deepEqual(await slotsNotAsBooked(database), [], 'counters equal the rows and are within capacity')
    const inForce = database('closed_slot')
      .join('closure', 'closure.id', 'closed_slot.closure_id')
      .whereNull('closure.reopened_at')
    for (const { id, blocks } of await database('slot')) {
      assert.equal(blocks, (await inForce.clone().where('slot_id', id)).length, 'blocked as often as closed')
      const booked = await database('appointment').where({ slot_id: id, status: 'booked' })
      if (blocks > 0) assert.deepEqual(booked, [], 'no booked appointment in a blocked slot')
    }
    for (const { patientId } of this.#patients) {
      const theirs = await database('appointment').where('patient_id', patientId)
      const [last, ...others] = theirs.filter(each => each.moved_to_id === null)
      assert.deepEqual(others, [], 'one appointment, wherever moved')
      const booked = theirs.filter(each => each.status === 'booked')
      const open = await database('change_request').where({ appointment_id: last.id, status: 'open' })
      if (last.status === 'booked') assert.deepEqual(booked, [last])
      else
        assert.ok(last.cancelled_by === 'patient' || open.length === 1, 'cancelled by them, or owed a time')
    }
    const { byState, received, unaccounted } = await requestBalance(database, this.#team.doors.clock.now())
    assert.deepEqual([received - byState.open - byState.done, unaccounted], [0, 0])
  }
}
