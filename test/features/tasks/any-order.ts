import assert from 'node:assert/strict'
import { AppointmentChanged, CannotChange } from '../../../src/features/appointments/refusals.ts'
import { ContactRequests, MAX_OPEN } from '../../../src/features/contact-requests/contact-requests.ts'
import { ContactRequestEnded, TooManyOpen } from '../../../src/features/contact-requests/refusals.ts'
import { CannotClose, TaskChanged, TaskClaimed } from '../../../src/features/tasks/refusals.ts'
import { taskBalance } from '../../../src/features/tasks/task-balance-store.ts'
import type { PatientActor, StaffActor } from '../../../src/shared/actor.ts'
import { auditedChanges } from '../../support/audited.ts'
import { MONDAY } from '../../support/portal.ts'
import type { Doors } from '../appointments/door.ts'
import { asked } from '../contact-requests/support.ts'
import type { TaskTeam } from './support.ts'

/** The numbers choose a patient, and a task, a member of staff or a form. */
export interface Deed {
  do: (typeof DEEDS)[number]
  patient: number
  choice: number
}

export const DEEDS = [
  'ask',
  'withdraw',
  'cancel',
  'claim',
  'take-over',
  'release',
  'note',
  'assign',
  'unassign',
  'priority',
  'close',
  'discharge',
  'time-passes',
] as const

const REFUSALS = [
  AppointmentChanged,
  CannotChange,
  CannotClose,
  ContactRequestEnded,
  TaskChanged,
  TaskClaimed,
  TooManyOpen,
]
const ENDS = ['closed', 'withdrawn']

/** Staff of one trust and its patients, where deeds happen in any order. */
export class AnyOrder {
  readonly #doors: Doors
  readonly #team: TaskTeam
  readonly #patients: readonly PatientActor[]
  readonly #contact: ContactRequests
  /** The ends that were accepted, by task. */
  readonly #accepted = new Set<string>()
  /** How often each kind of deed was done. */
  readonly done = new Map<string, number>()

  private constructor(doors: Doors, team: TaskTeam, patients: readonly PatientActor[]) {
    this.#doors = doors
    this.#team = team
    this.#patients = patients
    this.#contact = new ContactRequests(doors.database, doors.clock)
  }

  static async open(doors: Doors, team: TaskTeam, patients: readonly PatientActor[], clinicId: string) {
    doors.clock.set(MONDAY)
    for (const table of [
      ...['accepted_change', 'outbox', 'audit_log', 'audit_head'],
      ...['contact_request', 'task_event', 'task', 'appointment', 'slot'],
    ])
      await doors.database(table).delete()
    for (const patient of patients) for (const days of [7, 9]) await doors.booked(patient, clinicId, { days })
    return new AnyOrder(doors, team, patients)
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
    const { database, clock } = this.#doors
    const patient = this.#patients[index % this.#patients.length] as PatientActor
    if (deed === 'time-passes') {
      clock.pass({ minutes: choice * 3 })
      return true
    }
    if (deed === 'ask') {
      const at = { trustOdsCode: this.#team.trust, appointmentId: null }
      // A few forms, each of which may be sent again.
      await this.#contact.ask(patient, `form ${choice}`, at, asked)
      return true
    }
    const { patientId } = patient
    if (deed === 'cancel') {
      const ids: string[] = await database('appointment')
        .where({ patient_id: patientId })
        .orderBy('id')
        .pluck('id')
      const id = String(ids[choice % ids.length])
      const decision = await this.#doors.decision(patient, id)
      await this.#doors.changeRequests.cancel(patient, decision, 'other')
      return true
    }
    const tasks = await database('task').where({ patient_id: patientId }).orderBy('id')
    const task = tasks[choice % Math.max(tasks.length, 1)]
    if (!task) return false
    if (deed === 'withdraw') {
      if (task.kind !== 'contact-request') return false
      await this.#contact.withdraw(patient, task.id)
      this.#accepted.add(`${task.id} withdrawn`)
      return true
    }
    return this.#work(deed, task, choice)
  }

  async #work(
    deed: Deed['do'],
    { id, kind }: { id: string; kind: string },
    choice: number,
  ): Promise<boolean> {
    const { amal, bea, doctor, triage, work } = this.#team
    const isFollowUp = kind === 'cancellation-follow-up'
    if (deed === 'discharge' && !isFollowUp) return false
    const staff: StaffActor = deed === 'discharge' ? doctor : choice % 2 ? amal : bea
    const seen = await this.#team.seen(id, staff)
    if (deed === 'claim') await work.claim(staff, seen)
    if (deed === 'take-over') await work.takeOver(staff, seen, 'Gone home')
    if (deed === 'release') await work.release(staff, seen)
    if (deed === 'note') await work.addNote(staff, seen, `Note ${choice}`)
    if (deed === 'assign') await triage.assign(bea, seen, this.#team.colleagues[choice % 2] ?? null)
    if (deed === 'unassign') await triage.assign(bea, seen, null)
    if (deed === 'priority') await triage.changePriority(staff, seen, `Reason ${choice}`)
    if (deed !== 'close' && deed !== 'discharge') return true
    const ways = isFollowUp ? ['rebooked', 'back-to-referrer'] : ['answered-by-text', 'not-reached']
    const outcome = deed === 'discharge' ? 'discharged' : String(ways[choice % 2])
    await work.close(staff, seen, { outcome, words: 'As agreed.' })
    this.#accepted.add(`${id} ${outcome}`)
    return true
  }

  async check(): Promise<void> {
    const { database } = this.#doors
    const tasks = await database('task')
    for (const { assigned_to, id, outcome, patient_id, priority, status, version } of tasks) {
      const history = await database('task_event').where('task_id', id).orderBy('version')
      const versions = history.map(step => step.version)
      const each = Array.from({ length: version - 1 }, (_, index) => index + 2)
      assert.deepEqual(versions, each, 'one step for each version')
      const last = (...events: string[]) => history.findLast(step => events.includes(step.event))
      assert.equal(assigned_to, last('assigned', 'unassigned')?.note ?? null, 'the last assignee')
      const isUrgent = last('marked-urgent', 'marked-normal')?.event === 'marked-urgent'
      assert.equal(priority, isUrgent ? 'urgent' : null, 'the last priority')
      const ends = history.map(step => step.event).filter(event => ENDS.includes(event))
      assert.deepEqual(ends, status === 'open' ? [] : [status], 'one end, which is its state')
      const accepted = [...this.#accepted].filter(end => end.startsWith(id))
      assert.deepEqual(accepted, status === 'open' ? [] : [`${id} ${outcome ?? 'withdrawn'}`], 'as was told')
      const events = await database('outbox').where('subject_id', id).orderBy('subject_version')
      const told = events.filter(event => event.kind !== 'contact-requested')
      assert.deepEqual(
        told.map(event => [event.kind, event.subject_version]),
        history.map(step => [`task-${step.event}`, step.version]),
      )
      const entries = await auditedChanges(database).where({ subject_id: id, patient_id })
      const opened = entries.filter(entry => entry.action === 'asked-for-contact').length
      assert.equal(entries.length - opened, history.length, 'one entry for each step')
    }
    const cancelled = await database('appointment').where('cancelled_by', 'patient').orderBy('id').pluck('id')
    const followUps = tasks.filter(task => task.kind === 'cancellation-follow-up')
    assert.deepEqual(followUps.map(task => task.appointment_id).toSorted(), cancelled, 'one for each')
    for (const { patientId } of this.#patients) {
      const open = tasks.filter(task => task.patient_id === patientId && task.kind === 'contact-request')
      assert.ok(open.filter(task => task.status === 'open').length <= MAX_OPEN)
    }
    const { received, unaccounted } = await taskBalance(database)
    assert.deepEqual([received, unaccounted], [tasks.length, 0])
  }
}
