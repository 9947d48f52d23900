import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import { roleMay } from '../../shared/permissions.ts'
import type { OpeningHours } from '../../shared/working-hours.ts'
import type { WorkCursor } from '../staff-work/staff-work.ts'
import type { Task, TaskEvent } from './task.ts'
import { listTaskEvents } from './task-event-store.ts'
import type { TaskKind } from './task-kind.ts'
import {
  countListed,
  countTasks,
  findOpeningHours,
  findTaskPatient,
  type ListedTask,
  listChosenTasks,
  listTasks,
  type TaskCounts,
  type TaskFilters,
  type TaskPatient,
  type TaskViewer,
} from './task-list-store.ts'
import { findTaskOfTrust } from './task-store.ts'

export type { Task } from './task.ts'
export { outcomeTextOf, type TaskKind, type TaskOutcome } from './task-kind.ts'
export { openTask, taskSubject, triageTaskByProgram, withdrawTask } from './task-steps.ts'
export { countOpenOfPatient, findTaskOfPatient, listTasksOfPatient, retentionWithTask } from './task-store.ts'

/** A task with everything that a member of staff decides by. */
export interface TaskInFull {
  task: Task
  kind: TaskKind
  /** What its kind knows of it, for the template of the kind. */
  details: object
  history: TaskEvent[]
  patient: TaskPatient
}

/** What staff read of the tasks of their own trust. */
export class Tasks {
  readonly #database: Database
  readonly #clock: Clock
  readonly #kinds: readonly TaskKind[]

  constructor(database: Database, clock: Clock, kinds: readonly TaskKind[]) {
    this.#database = database
    this.#clock = clock
    this.#kinds = kinds
  }

  /** The kinds that the role may see. */
  kinds(actor: Actor): TaskKind[] {
    requireStaffPermission(actor, 'work-tasks')
    return kindsFor(actor, this.#kinds)
  }

  /** One page of the list. `next` is the cursor of the page after it, if there is one. */
  async list(
    actor: Actor,
    filters: TaskFilters,
    { after, limit }: { after?: WorkCursor | undefined; limit: number },
  ): Promise<{ items: ListedTask[]; next: WorkCursor | undefined }> {
    const found = await listTasks(this.#database, this.#viewer(actor), filters, { after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return {
      items,
      next: last && {
        at: last.closedAt ?? last.promisedBy,
        id: last.id,
        urgent: last.priority === 'urgent',
      },
    }
  }

  /** How many open tasks these filters have, and how many of them come before the page after `after`. Undefined for closed ones. */
  async placeInList(
    actor: Actor,
    filters: TaskFilters,
    after: WorkCursor | undefined,
  ): Promise<{ total: number; before: number } | undefined> {
    if (filters.state) return undefined
    const viewer = this.#viewer(actor)
    const total = await countListed(this.#database, viewer, filters)
    const rest = after ? await countListed(this.#database, viewer, filters, after) : total
    return { total, before: total - rest }
  }

  /** Those of these tasks that are of the trust, and of kinds that the role may see. */
  async listChosen(actor: Actor, ids: readonly string[]): Promise<ListedTask[]> {
    return listChosenTasks(this.#database, this.#viewer(actor), ids)
  }

  async count(actor: Actor, filters: Pick<TaskFilters, 'kind'> = {}): Promise<TaskCounts> {
    return countTasks(this.#database, this.#viewer(actor), filters)
  }

  /**
   * Throws the same {@link NotFound} for a missing task, one of another trust and one of a kind that the role may not see.
   * Audits the attempt.
   */
  async find(actor: Actor, id: string): Promise<TaskInFull> {
    const { kinds, trustOdsCode } = this.#viewer(actor)
    if (!isGuid(id)) throw new NotFound()
    const task = await findTaskOfTrust(this.#database, { trustOdsCode, kinds }, id)
    const kind = this.#kinds.find(({ name }) => name === task?.kind)
    const patient = task && (await findTaskPatient(this.#database, task.patientId))
    if (!task || !kind || !patient) {
      await auditAccess(this.#database, actor, 'sought-task', { type: 'task', id }, this.#clock.now())
      throw new NotFound()
    }
    const details = await kind.details(this.#database, task)
    return { task, kind, details, history: await listTaskEvents(this.#database, id), patient }
  }

  /** When the booking team of the trust is open. How late a task is counts only that time. */
  async openingHours(actor: Actor): Promise<OpeningHours> {
    return findOpeningHours(this.#database, this.#viewer(actor).trustOdsCode)
  }

  #viewer(actor: Actor): TaskViewer {
    requireStaffPermission(actor, 'work-tasks')
    const { trustOdsCode, userId } = actor
    const kinds = kindsFor(actor, this.#kinds).map(({ name }) => name)
    return { trustOdsCode, userId, kinds, now: this.#clock.now() }
  }
}

export function kindsFor({ role }: StaffActor, kinds: readonly TaskKind[]): TaskKind[] {
  return kinds.filter(({ permission }) => roleMay(role, permission))
}
