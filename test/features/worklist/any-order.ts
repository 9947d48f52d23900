import assert from 'node:assert/strict'
import { AppointmentChanged, CannotChange, TimeTaken } from '../../../src/features/appointments/refusals.ts'
import { lapseRequests } from '../../../src/features/worklist/lapsing/lapse-requests.ts'
import { RequestClosed } from '../../../src/features/worklist/patient-requests.ts'
import { BookingChanged, ClaimedByAnother, RequestChanged } from '../../../src/features/worklist/refusals.ts'
import { requestBalance } from '../../../src/features/worklist/request-balance-store.ts'
import type { PatientActor, StaffActor } from '../../../src/shared/actor.ts'
import { BadRequest } from '../../../src/shared/errors.ts'
import type { Log } from '../../../src/shared/log.ts'
import { MONDAY } from '../../support/portal.ts'
import { slotsNotAsBooked } from '../appointments/door.ts'
import type { Deed } from './deeds.ts'
import { type BookingTeam, preferences, recorded } from './support.ts'

const REFUSALS = [
  AppointmentChanged,
  BadRequest,
  BookingChanged,
  CannotChange,
  ClaimedByAnother,
  RequestChanged,
  RequestClosed,
  TimeTaken,
]
const OUTCOMES = ['done', 'declined', 'withdrawn', 'lapsed']
const HOSPITAL = { status: 'cancelled', cancelled_by: 'hospital', cancelled_at: '2026-06-15T09:00:00.000' }

/** A booking team, three patients and two free times, where deeds happen in any order. */
export class AnyOrder {
  readonly #team: BookingTeam
  readonly #patients: PatientActor[]
  readonly #slots: string[]
  /** The accepted decisions and withdrawals, by request. */
  readonly #accepted: string[] = []
  /** How often each kind of deed was done. */
  readonly done = new Map<string, number>()

  private constructor(team: BookingTeam, patients: PatientActor[], slots: string[]) {
    this.#team = team
    this.#patients = patients
    this.#slots = slots
  }

  static async open(team: BookingTeam, patients: PatientActor[]): Promise<AnyOrder> {
    const { clock, database } = team.doors
    clock.set(MONDAY)
    for (const table of [
      ...['accepted_change', 'outbox', 'audit_log', 'audit_head', 'request_event', 'change_request'],
      ...['appointment', 'slot'],
    ])
      await database(table).delete()
    for (const patient of patients) await team.doors.booked(patient, team.clinicId, { days: 7 })
    const slots = [
      await team.doors.aSlot(team.clinicId, { days: 8 }),
      await team.doors.aSlot(team.clinicId, { days: 9 }, { capacity: 2 }),
    ]
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
    const { doors, work, triage, patientRequests, amal, bea, lena } = this.#team
    const patient = this.#patients[index % this.#patients.length] as PatientActor
    if (deed === 'time-passes') doors.clock.pass({ minutes: choice * 3 })
    if (deed === 'lapse') await this.#lapse()
    if (deed === 'time-passes' || deed === 'lapse') return true
    const current = doors.database('appointment').where('patient_id', patient.patientId)
    const { id, slot_id, status } = await current.whereNull('moved_to_id').first()
    if (deed === 'hospital-cancels') return this.#hospitalCancels(id, slot_id, status)
    if (deed === 'ask-to-cancel' || deed === 'ask-for-time') {
      const decision = await doors.decision(patient, id)
      if (deed === 'ask-to-cancel') await doors.changeRequests.cancel(patient, decision, 'other')
      else await doors.changeRequests.requestReschedule(patient, decision, preferences)
      return true
    }
    const requests = doors.database('change_request').where('appointment_id', id)
    const request = await requests.orderBy('version').first()
    if (!request) return false
    if (deed === 'withdraw') {
      await patientRequests.withdraw(patient, { appointmentId: id, requestId: request.id })
      this.#accepted.push(`${request.id} withdrawn`)
      return true
    }
    const seen = await this.#team.seen(request.id)
    const staff = choice % 2 ? amal : bea
    if (deed === 'claim') await work.claim(staff, seen)
    if (deed === 'take-over') await work.takeOver(staff, seen, 'Gone home')
    if (deed === 'assign')
      await triage.assign(lena, seen, choice % 2 ? await this.#team.aColleague('Zoë') : null)
    if (deed === 'prioritise') await triage.changePriority(staff, seen, 'In pain')
    if (deed === 'decline') {
      await work.decline(staff, seen, 'Too soon.')
      this.#accepted.push(`${request.id} declined`)
    }
    if (deed === 'complete') await this.#complete(staff, seen, request.kind, choice)
    return true
  }

  async #complete(
    staff: StaffActor,
    seen: Awaited<ReturnType<BookingTeam['seen']>>,
    kind: string,
    choice: number,
  ): Promise<void> {
    const { doors, work } = this.#team
    const slot = String(this.#slots[choice % this.#slots.length])
    if (kind === 'cancel') await work.completeCancellation(staff, seen)
    else await work.completeReschedule(staff, seen, await doors.chosen(slot))
    this.#accepted.push(`${seen.id} done`)
  }

  async #hospitalCancels(id: string, slotId: string, status: string): Promise<boolean> {
    if (status !== 'booked') return false
    return this.#team.doors.database.transaction(async transaction => {
      const raised = { ...HOSPITAL, version: transaction.raw('version + 1') }
      if (!(await transaction('appointment').where({ id, status: 'booked' }).update(raised))) return false
      await transaction('slot').where('id', slotId).decrement('booked', 1)
      return true
    })
  }

  async #lapse(): Promise<void> {
    const { clock, database } = this.#team.doors
    const log = { error: ({ error }: { error: Error }) => assert.fail(error) } as unknown as Log
    await lapseRequests.prepare({ clock, database, log })?.(new AbortController().signal)
  }

  async check(): Promise<void> {
    const { database } = this.#team.doors
    assert.deepEqual(await slotsNotAsBooked(database), [], 'counters equal the rows and are within capacity')
    const requests = await database('change_request')
    const appointments = await database('appointment')
    for (const { id, status, version, appointment_id } of requests) {
      const { patient_id } = appointments.find(each => each.id === appointment_id)
      const history = (await recorded(database, id, patient_id)).map(([made, event]) => [made, String(event)])
      assert.deepEqual(
        history.map(([made]) => made),
        Array.from({ length: version - 1 }, (_, index) => index + 2),
        'one step for each version',
      )
      const outcomes = history.map(([, event]) => String(event)).filter(event => OUTCOMES.includes(event))
      assert.deepEqual(outcomes, status === 'open' ? [] : [status], 'one outcome, which is its state')
      const accepted = this.#accepted.filter(each => each.startsWith(id))
      assert.ok(
        accepted.every(each => each === `${id} ${status}`),
        `told ${accepted}, and it is ${status}`,
      )
    }
    for (const { patientId } of this.#patients) {
      const theirs = appointments.filter(each => each.patient_id === patientId)
      const last = theirs.find(each => each.moved_to_id === null)
      const booked = theirs.filter(each => each.status === 'booked')
      assert.equal(
        theirs.filter(each => each.moved_to_id === null).length,
        1,
        'one appointment, wherever moved',
      )
      assert.deepEqual(
        booked.map(each => each.id),
        last.status === 'booked' ? [last.id] : [],
      )
      const cancelled = requests.some(each => each.appointment_id === last.id && isDoneCancel(each))
      if (last.status === 'cancelled') assert.ok(cancelled || last.cancelled_by === 'hospital', 'as asked')
      if (cancelled) assert.equal(last.status, 'cancelled')
    }
    const open = requests.filter(each => each.status === 'open').length
    const { byState, received, unaccounted } = await requestBalance(database, this.#team.doors.clock.now())
    assert.deepEqual([received, byState.open, unaccounted], [requests.length, open, 0])
  }
}

const isDoneCancel = ({ kind, status }: { kind: string; status: string }) =>
  kind === 'cancel' && status === 'done'
