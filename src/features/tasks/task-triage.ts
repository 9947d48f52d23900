import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest } from '../../shared/errors.ts'
import { checkText } from '../../shared/staff-text.ts'
import { type Colleague, Staff } from '../staff/staff.ts'
import type { Chosen } from '../staff-work/staff-work.ts'
import { TaskChanged } from './refusals.ts'
import type { TaskKind } from './task-kind.ts'
import { type TaskOnce, type TaskSeen, taskOnce } from './task-once.ts'
import { recordTaskStep } from './task-steps.ts'
import { findTaskOfTrust } from './task-store.ts'
import { kindsFor } from './tasks.ts'

/**
 * To whom a task is assigned, and how urgent it is. Neither keeps a colleague from working on it. The steps are made as
 * those of `TaskWork`, and throw the same.
 */
export class TaskTriage {
  readonly #database: Database
  readonly #clock: Clock
  readonly #kinds: readonly TaskKind[]
  readonly #once: TaskOnce

  constructor(database: Database, clock: Clock, kinds: readonly TaskKind[]) {
    this.#database = database
    this.#clock = clock
    this.#kinds = kinds
    this.#once = taskOnce(database, clock, kinds)
  }

  /** The colleagues, by name, who may do tasks of all these kinds: those of the trust who may do any if there is none. */
  async colleagues(actor: Actor, kinds: readonly TaskKind[]): Promise<Colleague[]> {
    requireStaffPermission(actor, 'work-tasks')
    return mayDo(new Staff(this.#database, this.#clock), actor.trustOdsCode, kinds)
  }

  /** Assigns the task to a colleague, or to none. Assigning it to the same one again makes no step. */
  async assign(actor: Actor, seen: TaskSeen, assignee: string | null): Promise<void> {
    requireStaffPermission(actor, 'reassign-requests')
    await this.#once(
      actor,
      `assign-${assignee}`,
      seen,
      '',
      async ({ transaction, staff, task, kind, now }) => {
        // No form of ours offers anyone else.
        if (assignee !== null) {
          const colleagues = await mayDo(new Staff(transaction, this.#clock), staff.trustOdsCode, [kind])
          if (!colleagues.some(({ id }) => id === assignee)) throw new BadRequest()
        }
        if (task.assignedTo === assignee) return
        const step = { actor: staff, at: now }
        await recordTaskStep(
          transaction,
          task,
          { assignedTo: assignee },
          assignee ? { ...step, event: 'assigned', note: assignee } : { ...step, event: 'unassigned' },
        )
      },
    )
  }

  /**
   * Assigns each task that has not changed since it was seen. Returns the ids of those that are now assigned; the others
   * stay as they are. Each is a transaction of its own.
   */
  async assignMany(actor: Actor, chosen: readonly Chosen[], assignee: string | null): Promise<Set<string>> {
    requireStaffPermission(actor, 'reassign-requests')
    const { trustOdsCode } = actor
    const kinds = kindsFor(actor, this.#kinds).map(({ name }) => name)
    const assigned = new Set<string>()
    for (const { id, version } of chosen) {
      const task = await findTaskOfTrust(this.#database, { trustOdsCode, kinds }, id)
      if (!task) continue
      try {
        await this.assign(actor, { id, version, patientId: task.patientId }, assignee)
        assigned.add(id)
      } catch (error) {
        if (!(error instanceof TaskChanged)) throw error
      }
    }
    return assigned
  }

  /** Marks a normal task as urgent, or an urgent one as normal, with a note that says why. */
  async changePriority(actor: Actor, seen: TaskSeen, text: string): Promise<void> {
    const note = checkText(text)
    await this.#once(actor, 'priority', seen, note, async ({ transaction, staff, task, now }) => {
      const priority = task.priority === 'normal' ? 'urgent' : 'normal'
      const step = { event: `marked-${priority}`, actor: staff, at: now, note } as const
      await recordTaskStep(transaction, task, { priority }, step)
    })
  }
}

/** Each kind needs a permission of its own, which people may have in different roles. */
async function mayDo(staff: Staff, trustOdsCode: string, kinds: readonly TaskKind[]): Promise<Colleague[]> {
  let found = await staff.colleagues(trustOdsCode, 'work-tasks')
  for (const permission of new Set(kinds.map(kind => kind.permission))) {
    const able = await staff.colleagues(trustOdsCode, permission)
    found = found.filter(({ id }) => able.some(each => each.id === id))
  }
  return found
}
