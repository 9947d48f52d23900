import type { Database } from '../../../src/database/database.ts'
import { cancellationFollowUp } from '../../../src/features/appointments/appointments.ts'
import { contactRequestTask } from '../../../src/features/contact-requests/contact-requests.ts'
import { tellPatientTask } from '../../../src/features/staff-patients/tell-patient-task.ts'
import { type TaskSeen, TaskWork } from '../../../src/features/tasks/task-work.ts'
import { type TaskKind, Tasks } from '../../../src/features/tasks/tasks.ts'
import type { StaffActor } from '../../../src/shared/actor.ts'
import type { Clock } from '../../../src/shared/clock.ts'
import type { StaffRole } from '../../../src/shared/permissions.ts'

export const kinds: readonly TaskKind[] = [contactRequestTask, cancellationFollowUp, tellPatientTask]

/** Staff of one trust, called without HTTP. */
export class TaskTeam {
  readonly database: Database
  readonly trust: string
  readonly work: TaskWork
  readonly tasks: Tasks
  readonly amal: StaffActor
  readonly bea: StaffActor
  readonly doctor: StaffActor

  constructor({ database, clock }: { database: Database; clock: Clock }, trust: string) {
    this.database = database
    this.trust = trust
    this.work = new TaskWork(database, clock, kinds)
    this.tasks = new Tasks(database, clock, kinds)
    this.amal = this.#staff('amal', 'booking-team')
    this.bea = this.#staff('bea', 'team-lead')
    this.doctor = this.#staff('doctor', 'clinician')
  }

  /** What a page shows a member of staff now. */
  async seen(id: string, actor = this.amal): Promise<TaskSeen> {
    const { task } = await this.tasks.find(actor, id)
    return { id, patientId: task.patientId, version: task.version }
  }

  /** The steps of a task: version, event and member of staff. */
  async history(id: string): Promise<[number, string, string | null][]> {
    const rows = await this.database('task_event').where('task_id', id).orderBy('version')
    return rows.map(({ version, event, actor_id }) => [version, event, actor_id])
  }

  #staff(userId: string, role: StaffRole): StaffActor {
    return { kind: 'staff', userId, role, trustOdsCode: this.trust }
  }
}
