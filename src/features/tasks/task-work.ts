import { isGuid } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import { CLAIM_LASTS, isClaimed } from '../../shared/claim.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest, NotFound } from '../../shared/errors.ts'
import { checkText, MAX_TEXT_LENGTH } from '../../shared/staff-text.ts'
import { CannotClose, TaskChanged, TaskClaimed } from './refusals.ts'
import type { Task } from './task.ts'
import type { TaskKind } from './task-kind.ts'
import { recordTaskStep } from './task-steps.ts'
import { findTaskOfTrust } from './task-store.ts'
import { kindsFor } from './tasks.ts'

/** The task in its version, as the member of staff saw it. A form carries all of it. */
export interface TaskSeen {
  id: string
  patientId: string
  version: number
}

interface Work {
  transaction: Transaction
  staff: StaffActor
  task: Task
  kind: TaskKind
  now: Temporal.Instant
}

/**
 * The work of staff on the tasks of their own trust. Each step is one transaction with its history, audit entry and event;
 * sending the same form again makes no second step. Every method throws {@link NotFound} for a task of another trust or
 * patient and for one of a kind that their role may not see, and {@link TaskChanged} if someone else was first. Texts
 * must have 1 to {@link MAX_TEXT_LENGTH} characters.
 */
export class TaskWork {
  readonly #database: Database
  readonly #clock: Clock
  readonly #kinds: readonly TaskKind[]

  constructor(database: Database, clock: Clock, kinds: readonly TaskKind[]) {
    this.#database = database
    this.#clock = clock
    this.#kinds = kinds
  }

  /** Claims the task, or renews one's own claim. Throws {@link TaskClaimed} while another's claim lasts. */
  async claim(actor: Actor, seen: TaskSeen): Promise<void> {
    await this.#once(actor, 'claim', seen, '', async ({ transaction, staff, task, now }) => {
      requireUnclaimedByOthers(task, staff, now)
      const at = task.claim && isClaimed(task, now) ? task.claim.at : now
      const claim = { by: staff.userId, at, until: now.add(CLAIM_LASTS) }
      await recordTaskStep(transaction, task, { claim }, { event: 'claimed', actor: staff, at: now })
    })
  }

  /** Claims the task although another member of staff may be working on it. */
  async takeOver(actor: Actor, seen: TaskSeen, reason: string): Promise<void> {
    const note = checkText(reason)
    await this.#once(actor, 'take-over', seen, note, async ({ transaction, staff, task, now }) => {
      const claim = { by: staff.userId, at: now, until: now.add(CLAIM_LASTS) }
      const step = { event: 'taken-over', actor: staff, at: now, note } as const
      await recordTaskStep(transaction, task, { claim }, step)
    })
  }

  /** Ends one's own claim. Throws {@link TaskClaimed} for the claim of a colleague. */
  async release(actor: Actor, seen: TaskSeen): Promise<void> {
    await this.#once(actor, 'release', seen, '', async ({ transaction, staff, task, now }) => {
      requireUnclaimedByOthers(task, staff, now)
      const step = { event: 'released', actor: staff, at: now } as const
      await recordTaskStep(transaction, task, { claim: null }, step)
    })
  }

  /** Adds a note for colleagues, also while another works on the task. Patients do not read it. */
  async addNote(actor: Actor, seen: TaskSeen, text: string): Promise<void> {
    const note = checkText(text)
    await this.#once(actor, 'note', seen, note, async ({ transaction, staff, task, now }) => {
      await recordTaskStep(transaction, task, {}, { event: 'noted', actor: staff, at: now, note })
    })
  }

  /**
   * Closes the task with an outcome of its kind. `words`: may be empty if the outcome needs none. Also throws
   * {@link TaskClaimed}, and {@link CannotClose} if this outcome is not for this role, or not possible now.
   */
  async close(
    actor: Actor,
    seen: TaskSeen,
    { outcome, words }: { outcome: string; words: string },
  ): Promise<void> {
    const text = words.trim() === '' ? null : checkText(words)
    const payload = JSON.stringify([outcome, text])
    await this.#once(actor, 'close', seen, payload, async ({ transaction, staff, task, kind, now }) => {
      const chosen = kind.outcomes.find(({ name }) => name === outcome)
      if (!chosen || (chosen.needsWords && text === null)) throw new BadRequest()
      if (chosen.permission) requireStaffPermission(staff, chosen.permission)
      requireUnclaimedByOthers(task, staff, now)
      const why = await chosen.obstacle?.(transaction, task, now)
      if (why) throw new CannotClose(why)
      const reply = kind.closing.isReply ? text : null
      const closed = { status: 'closed', outcome, reply, at: now, by: staff.userId } as const
      const note = kind.closing.isReply ? undefined : (text ?? undefined)
      const step = { event: 'closed', actor: staff, at: now, note } as const
      await recordTaskStep(transaction, task, { claim: null, closed }, step)
    })
  }

  async #once(
    actor: Actor,
    operation: string,
    { id, patientId, version }: TaskSeen,
    payload: string,
    step: (work: Work) => Promise<void>,
  ): Promise<void> {
    requireStaffPermission(actor, 'work-tasks')
    const { trustOdsCode, userId } = actor
    if (!isGuid(id) || !isGuid(patientId)) throw new NotFound()
    const now = this.#clock.now()
    const key = [trustOdsCode, userId, `${operation}-task`, id, patientId, version]
    const kinds = kindsFor(actor, this.#kinds)
    const seeable = { trustOdsCode, kinds: kinds.map(({ name }) => name) }
    try {
      await idempotent(this.#database, { key, payload, now }, async transaction => {
        await lockPatient(transaction, patientId)
        const task = await findTaskOfTrust(transaction, seeable, id)
        const kind = kinds.find(({ name }) => name === task?.kind)
        if (task?.patientId !== patientId || !kind) throw new NotFound()
        if (task.version !== version || task.status !== 'open') throw new StaleVersion()
        await step({ transaction, staff: actor, task, kind, now })
        return ''
      })
    } catch (error) {
      throw error instanceof StaleVersion ? new TaskChanged() : error
    }
  }
}

function requireUnclaimedByOthers(task: Task, staff: StaffActor, now: Temporal.Instant): void {
  if (isClaimed(task, now) && task.claim?.by !== staff.userId) throw new TaskClaimed()
}
