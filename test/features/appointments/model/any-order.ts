import assert from 'node:assert/strict'
import type { Decision } from '../../../../src/features/appointments/change-requests.ts'
import {
  AppointmentChanged,
  CannotChange,
  TimeTaken,
} from '../../../../src/features/appointments/refusals.ts'
import { versionSeen } from '../../../../src/features/appointments/seen.ts'
import type { PatientActor } from '../../../../src/shared/actor.ts'
import { BadRequest } from '../../../../src/shared/errors.ts'
import { auditedChanges } from '../../../support/audited.ts'
import { MONDAY } from '../../../support/portal.ts'
import { type Doors, slotsNotAsBooked } from '../door.ts'
import type { Deed, HospitalDeed } from './deed.ts'

const preferences = { reason: 'ill', days: ['monday'], times: ['morning'], datesToAvoid: '' }

interface Sent {
  form: () => Promise<unknown>
  accepted: boolean
  outcome?: unknown
}

/** A small clinic where deeds happen in any order, and the invariants that must always hold. */
export class SmallClinic {
  readonly #doors: Doors
  readonly #clinicId: string
  readonly #slots: string[] = []
  readonly #patients: PatientActor[]
  readonly #sent: Sent[] = []
  /** Ids of patients whose appointment they or the hospital cancelled. */
  readonly #withoutAppointment = new Set<string>()
  readonly #raisedByHospital = new Map<string, number>()
  /** The deeds that succeeded. */
  readonly done: string[] = []

  private constructor(doors: Doors, clinicId: string, patients: PatientActor[]) {
    this.#doors = doors
    this.#clinicId = clinicId
    this.#patients = patients
  }

  static async open(doors: Doors, patients: PatientActor[]): Promise<SmallClinic> {
    doors.clock.set(MONDAY)
    for (const table of [
      'accepted_change',
      'outbox',
      'audit_log',
      'audit_head',
      'change_request',
      'appointment',
      'slot',
    ])
      await doors.database(table).delete()
    const rules = { minimum_notice_hours: 1, most_changes: 4 }
    const clinic = new SmallClinic(doors, await doors.aClinic(rules), patients)
    for (let index = 0; index < 4; index++)
      clinic.#slots.push(
        await doors.aSlot(clinic.#clinicId, { days: 8, hours: index }, { capacity: 1 + (index % 2) }),
      )
    for (const patient of patients) await doors.booked(patient, clinic.#clinicId, { days: 7 })
    return clinic
  }

  /** Returns whether the deed was done or refused. Rethrows any other error. */
  async happens(deed: Deed): Promise<'done' | 'refused'> {
    try {
      await this.#happens(deed)
      this.done.push(deed.do)
      return 'done'
    } catch (error) {
      const isRefusal = [AppointmentChanged, BadRequest, CannotChange, TimeTaken].some(
        refusal => error instanceof refusal,
      )
      if (!isRefusal) throw error
      return 'refused'
    }
  }

  async #happens({ do: deed, patient: index, choice }: Deed): Promise<unknown> {
    const { clock, changeRequests, database } = this.#doors
    const patient = this.#patients[index % this.#patients.length] as PatientActor
    const row = await database('appointment')
      .where({ patient_id: patient.patientId })
      .whereNull('moved_to_id')
      .first()
    const what = await this.#doors.decision(patient, row.id)
    switch (deed) {
      case 'cancel':
        return this.#send(what, () => this.#cancel(patient, what))
      case 'move': {
        const slot = String(this.#slots[choice % this.#slots.length])
        return this.#send(what, () =>
          this.#doors.chosen(slot).then(chosen => changeRequests.move(patient, what, chosen)),
        )
      }
      case 'ask-to-move':
        return this.#send(what, () => changeRequests.requestReschedule(patient, what, preferences))
      case 'repeat':
        return this.#repeat(choice)
      case 'rules-change':
        return database('clinic')
          .where('id', this.#clinicId)
          .update({ cancel_how: METHODS[choice % 3], reschedule_how: METHODS[index % 3] })
      case 'time-passes':
        return clock.pass({ hours: choice })
      default:
        return this.#hospital(deed, row, choice)
    }
  }

  /** Sends a form now; `#repeat` may send it again later. An accepted form must have made its change. */
  async #send(what: Decision, form: () => Promise<unknown>) {
    const sent: Sent = { form, accepted: false }
    this.#sent.push(sent)
    sent.outcome = await form()
    sent.accepted = true
    assert.ok(
      Number((await this.#doors.row(what.id)).version) > versionSeen(what.seen),
      'accepted, but not done',
    )
  }

  /** A form that was accepted gets the same answer again, whatever has happened since. */
  async #repeat(choice: number) {
    const sent = this.#sent[choice % (this.#sent.length || 1)]
    if (!sent?.accepted) return sent?.form()
    const again = await sent.form().catch(error => assert.fail(`accepted before, now refused: ${error}`))
    assert.equal(again, sent.outcome)
  }

  async #cancel(patient: PatientActor, what: Decision) {
    await this.#doors.changeRequests.cancel(patient, what, 'other')
    const row = await this.#doors.row(what.id)
    if (row.status === 'cancelled' && !row.moved_to_id) this.#withoutAppointment.add(patient.patientId)
  }

  async #hospital(deed: HospitalDeed, row: Record<string, string>, choice: number): Promise<unknown> {
    return this.#doors.database.transaction(async transaction => {
      const raise = async (changes: object) => {
        const raised = await transaction('appointment')
          .where({ id: row.id, status: 'booked' })
          .update({ ...changes, version: transaction.raw('version + 1') })
        this.#raisedByHospital.set(String(row.id), (this.#raisedByHospital.get(String(row.id)) ?? 0) + raised)
        return raised
      }
      if (deed === 'hospital-moves') return raise({ place: `Room ${choice}` })
      if (deed === 'hospital-answers')
        return transaction('change_request')
          .where({ appointment_id: row.id, status: 'open' })
          .update({ status: 'declined', decided_at: '2026-06-15T09:00:00.000' })
      const cancelled = {
        status: 'cancelled',
        cancelled_by: 'hospital',
        cancelled_at: '2026-06-15T09:00:00.000',
      }
      if (!(await raise(cancelled))) return
      await transaction('slot').where('id', String(row.slot_id)).decrement('booked', 1)
      this.#withoutAppointment.add(String(row.patient_id))
    })
  }

  /** Checks the invariants. */
  async check(): Promise<void> {
    const { database } = this.#doors
    assert.deepEqual(await slotsNotAsBooked(database), [], 'counters equal the rows and are within capacity')

    const rows = await database('appointment')
    for (const { patientId } of this.#patients) {
      const booked = rows.filter(row => row.patient_id === patientId && row.status === 'booked').length
      assert.equal(
        booked,
        this.#withoutAppointment.has(patientId) ? 0 : 1,
        'one appointment, unless cancelled',
      )
    }
    const successors = rows.map(row => row.moved_to_id).filter(Boolean)
    assert.equal(new Set(successors).size, successors.length, 'no appointment is the successor of two')

    const audited = versions(await auditedChanges(database).select('appointment_id as id', 'version'))
    const events = await database('outbox').select('subject_id as id', 'subject_version as version')
    assert.deepEqual(versions(events), audited, 'one event for each audit entry')
    assert.equal(new Set(audited).size, audited.length, 'one audit entry for each version')
    for (const { id, version } of rows) {
      const byPatient = audited.filter(each => each.startsWith(id) && !each.endsWith(' 1')).length
      assert.equal(
        version - 1,
        byPatient + (this.#raisedByHospital.get(id) ?? 0),
        'every version was made by a known change',
      )
    }
  }
}

const METHODS = ['at-once', 'request', 'phone']

function versions(list: { id: string; version: number }[]): string[] {
  return list.map(({ id, version }) => `${id} ${version}`).toSorted()
}
