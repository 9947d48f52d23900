import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { toColumn } from '../../../src/database/columns.ts'
import type { Database } from '../../../src/database/database.ts'
import { seenField, seenText } from '../../../src/features/appointments/seen.ts'
import { Staff } from '../../../src/features/staff/staff.ts'
import { PatientRequests } from '../../../src/features/worklist/patient-requests.ts'
import { type RequestSeen, RequestWork } from '../../../src/features/worklist/request-work.ts'
import { RequestTriage } from '../../../src/features/worklist/triage/request-triage.ts'
import { Worklist } from '../../../src/features/worklist/worklist.ts'
import type { PatientActor, StaffActor } from '../../../src/shared/actor.ts'
import type { StaffRole } from '../../../src/shared/permissions.ts'
import { auditedChanges } from '../../support/audited.ts'
import type { TestPortal } from '../../support/portal.ts'
import { Doors } from '../appointments/door.ts'
import { byRequest } from '../appointments/support.ts'

export const preferences = { reason: 'ill', days: ['monday'], times: ['morning'], datesToAvoid: '3 May' }

/** A member of staff of a trust. */
export function staffOf(trustOdsCode: string, userId = 'amal'): StaffActor {
  return { kind: 'staff', userId, role: 'booking-team', trustOdsCode }
}

export interface Asked {
  patient: PatientActor
  appointmentId: string
  requestId: string
}

/** The booking team of one trust, and patients who ask it for changes. */
export class BookingTeam {
  readonly doors: Doors
  readonly trust: string
  readonly clinicId: string
  readonly work: RequestWork
  readonly worklist: Worklist
  readonly patientRequests: PatientRequests
  readonly triage: RequestTriage
  readonly amal: StaffActor
  readonly bea: StaffActor
  /** Their team lead. */
  readonly lena: StaffActor
  readonly #staff: Staff

  private constructor(doors: Doors, trust: string, clinicId: string) {
    this.doors = doors
    this.trust = trust
    this.clinicId = clinicId
    this.work = new RequestWork(doors.database, doors.clock)
    this.worklist = new Worklist(doors.database, doors.clock)
    this.patientRequests = new PatientRequests(doors.database, doors.clock)
    this.amal = staffOf(trust, 'amal')
    this.bea = staffOf(trust, 'bea')
    this.lena = { ...staffOf(trust, 'lena'), role: 'team-lead' }
    this.#staff = new Staff(doors.database, doors.clock)
    this.triage = new RequestTriage(doors.database, doors.clock, this.#staff)
  }

  static async open(database?: Database): Promise<BookingTeam> {
    return BookingTeam.of(await Doors.open(database))
  }

  /** In the database of a portal, at the time that its pages have. */
  static async in(portal: Pick<TestPortal, 'clock' | 'database'>): Promise<BookingTeam> {
    return BookingTeam.of(Doors.in(portal))
  }

  /** The team of another trust in the same database. */
  static async of(doors: Doors): Promise<BookingTeam> {
    const clinicId = await doors.aClinic(byRequest)
    const { trust_ods_code } = await doors.database('clinic').where('id', clinicId).first()
    return new BookingTeam(doors, trust_ods_code, clinicId)
  }

  /** A patient with an appointment in a week asks to cancel it or to get another time. */
  async asked(kind: 'cancel' | 'reschedule', patient?: PatientActor): Promise<Asked> {
    const { changeRequests, database } = this.doors
    const who = patient ?? (await this.doors.aPatient())
    const appointmentId = await this.doors.booked(who, this.clinicId, { days: 7 })
    const decision = await this.doors.decision(who, appointmentId)
    if (kind === 'cancel') await changeRequests.cancel(who, decision, 'private-care')
    else await changeRequests.requestReschedule(who, decision, preferences)
    const row = await database('change_request').where('appointment_id', appointmentId).first()
    return { patient: who, appointmentId, requestId: row.id }
  }

  /** The user id of a new colleague who has logged in at the trust. */
  async aColleague(name: string, role: StaffRole = 'booking-team'): Promise<string> {
    const userId = await this.#staff.record({ issuer: 'https://staff.example', subject: name, name }, true)
    await this.#staff.recordPost({ trustOdsCode: this.trust, userId, role })
    return userId
  }

  /** What a page shows a member of staff now. */
  async seen(requestId: string): Promise<RequestSeen> {
    const { request, appointment } = await this.worklist.find(this.amal, requestId)
    const { id, patientId, version } = request
    return { id, patientId, version, appointment: seenField.parse(seenText(appointment)) }
  }

  /** A row of `change_request`. */
  async row(requestId: string) {
    return this.doors.database('change_request').where('id', requestId).first()
  }
}

/** The history, events and audit entries of a request: one of each for each of its versions. */
export async function recorded(database: Database, requestId: string, patientId: string) {
  const history = await database('request_event').where('request_id', requestId).orderBy('version')
  const events = await database('outbox').where('subject_id', requestId).orderBy('subject_version')
  const audited = await auditedChanges(database)
    .where({ subject_id: requestId, patient_id: patientId })
    .orderBy('place')
  assert.deepEqual(
    events.map(event => [event.kind, event.subject_version]),
    history.map(step => [`request-${step.event}`, step.version]),
  )
  assert.deepEqual(
    audited.map(entry => [entry.actor_id, entry.version]),
    history.map(step => [step.actor_id, step.version]),
  )
  return history.map(step => [step.version, step.event, step.actor_id, step.role, step.note])
}

/** A request as a release without the worklist adds it. */
export async function addAsOlderRelease(database: Database, appointmentId: string, now: Temporal.Instant) {
  const id = randomUUID()
  await database('change_request').insert({
    id,
    appointment_id: appointmentId,
    kind: 'cancel',
    reason: 'other',
    requested_at: toColumn(now),
    promised_by: toColumn(now.add({ hours: 48 })),
  })
  return id
}
