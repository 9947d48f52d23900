import type { Database } from '../../../src/database/database.ts'
import { cancellationFollowUp } from '../../../src/features/appointments/appointments.ts'
import { contactRequestTask } from '../../../src/features/contact-requests/contact-requests.ts'
import { bookingCheck } from '../../../src/features/rules/rules.ts'
import { Staff } from '../../../src/features/staff/staff.ts'
import { tellPatientTask } from '../../../src/features/staff-patients/tell-patient-task.ts'
import type { TaskSeen } from '../../../src/features/tasks/task-once.ts'
import { TaskTriage } from '../../../src/features/tasks/task-triage.ts'
import { TaskWork } from '../../../src/features/tasks/task-work.ts'
import { type TaskKind, Tasks } from '../../../src/features/tasks/tasks.ts'
import type { StaffActor } from '../../../src/shared/actor.ts'
import type { Clock } from '../../../src/shared/clock.ts'
import type { StaffRole } from '../../../src/shared/permissions.ts'

export const kinds: readonly TaskKind[] = [
  contactRequestTask,
  cancellationFollowUp,
  tellPatientTask,
  bookingCheck,
]

/** Staff of one trust, called without HTTP. */
export class TaskTeam {
  readonly database: Database
  readonly trust: string
  readonly work: TaskWork
  readonly tasks: Tasks
  readonly triage: TaskTriage
  readonly amal: StaffActor
  /** Their team lead. */
  readonly bea: StaffActor
  readonly doctor: StaffActor

  /** The user ids of those to whom tasks can be assigned, of a team that {@link employ} has filled. */
  readonly colleagues: string[] = []
  readonly #staff: Staff

  constructor({ database, clock }: { database: Database; clock: Clock }, trust: string) {
    this.database = database
    this.trust = trust
    this.work = new TaskWork(database, clock, kinds)
    this.tasks = new Tasks(database, clock, kinds)
    this.triage = new TaskTriage(database, clock, kinds)
    this.#staff = new Staff(database, clock)
    this.amal = this.#actor('amal', 'booking-team')
    this.bea = this.#actor('bea', 'team-lead')
    this.doctor = this.#actor('doctor', 'clinician')
  }

  /** What a page shows a member of staff now. */
  async seen(id: string, actor = this.amal): Promise<TaskSeen> {
    const { task } = await this.tasks.find(actor, id)
    return { id, patientId: task.patientId, version: task.version }
  }

  /** The user id of a new colleague who has logged in at the trust. */
  async aColleague(name: string, role: StaffRole = 'booking-team'): Promise<string> {
    const userId = await this.#staff.record({ issuer: 'https://staff.example', subject: name, name }, true)
    await this.#staff.recordPost({ trustOdsCode: this.trust, userId, role })
    return userId
  }

  /** Fills {@link colleagues} with two of the booking team. */
  async employ(): Promise<void> {
    for (const name of ['Zoë', 'Kim']) this.colleagues.push(await this.aColleague(name))
  }

  /** A row of `task`. */
  async row(id: string) {
    return this.database('task').where({ id }).first()
  }

  /** The steps of a task: version, event and member of staff. */
  async history(id: string): Promise<[number, string, string | null][]> {
    const rows = await this.database('task_event').where('task_id', id).orderBy('version')
    return rows.map(({ version, event, actor_id }) => [version, event, actor_id])
  }

  #actor(userId: string, role: StaffRole): StaffActor {
    return { kind: 'staff', userId, role, trustOdsCode: this.trust }
  }
}
