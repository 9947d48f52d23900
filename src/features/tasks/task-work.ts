import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import { CLAIM_LASTS, isClaimed, isClaimedByOther } from '../../shared/claim.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest } from '../../shared/errors.ts'
import { checkText } from '../../shared/staff-text.ts'
import { CannotClose, TaskClaimed } from './refusals.ts'
import type { Task } from './task.ts'
import type { TaskKind } from './task-kind.ts'
import { type TaskOnce, type TaskSeen, taskOnce } from './task-once.ts'
import { recordTaskStep } from './task-steps.ts'

/**
 * The work of staff on the tasks of their own trust. Each step is one transaction with its history, audit entry and event;
 * sending the same form again makes no second step. Every method throws {@link NotFound} for a task of another trust or
 * patient and for one of a kind that their role may not see, and {@link TaskChanged} if someone else was first. Texts
 * must have 1 to {@link MAX_TEXT_LENGTH} characters.
 */
export class TaskWork {
  readonly #once: TaskOnce

  constructor(database: Database, clock: Clock, kinds: readonly TaskKind[]) {
    this.#once = taskOnce(database, clock, kinds)
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
}

function requireUnclaimedByOthers(task: Task, staff: StaffActor, now: Temporal.Instant): void {
  if (isClaimedByOther(task, staff.userId, now)) throw new TaskClaimed()
}
