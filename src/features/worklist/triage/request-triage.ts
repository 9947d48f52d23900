import type { Database } from '../../../database/database.ts'
import { type Actor, requireStaffPermission } from '../../../shared/actor.ts'
import type { Clock } from '../../../shared/clock.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { checkText } from '../../../shared/staff-text.ts'
import type { Colleague, Staff } from '../../staff/staff.ts'
import { recordStep } from '../record-step.ts'
import { RequestChanged } from '../refusals.ts'
import { findRequestOfTrust } from '../request-store.ts'
import { type SeenVersion, type StepOnce, stepOnce } from '../step-once.ts'

/**
 * To whom a request is assigned, and how urgent it is. Neither keeps a colleague from working on it. The steps are made
 * as those of `RequestWork`, and throw the same.
 */
export class RequestTriage {
  readonly #database: Database
  readonly #staff: Staff
  readonly #once: StepOnce

  constructor(database: Database, clock: Clock, staff: Staff) {
    this.#database = database
    this.#staff = staff
    this.#once = stepOnce(database, clock)
  }

  /** The colleagues to whom a request can be assigned, by name. */
  async colleagues(actor: Actor): Promise<Colleague[]> {
    requireStaffPermission(actor, 'work-requests')
    return this.#staff.colleagues(actor.trustOdsCode, 'work-requests')
  }

  /** Assigns the request to a colleague, or to none. Assigning it to the same one again makes no step. */
  async assign(actor: Actor, seen: SeenVersion, assignee: string | null): Promise<void> {
    requireStaffPermission(actor, 'reassign-requests')
    const colleagues = await this.colleagues(actor)
    await this.#once(actor, `assign-${assignee}`, seen, '', async ({ transaction, staff, request, now }) => {
      // No form of ours offers anyone else.
      if (assignee !== null && !colleagues.some(({ id }) => id === assignee)) throw new BadRequest()
      if (request.assignedTo === assignee) return ''
      const step = { actor: staff, at: now }
      await recordStep(
        transaction,
        request,
        { assignedTo: assignee },
        assignee ? { ...step, event: 'assigned', note: assignee } : { ...step, event: 'unassigned' },
      )
      return ''
    })
  }

  /**
   * Assigns each request that has not changed since it was seen. Returns the ids of those that are now assigned; the
   * others stay as they are. Each is a transaction of its own.
   */
  async assignMany(
    actor: Actor,
    chosen: readonly Omit<SeenVersion, 'patientId'>[],
    assignee: string | null,
  ): Promise<Set<string>> {
    requireStaffPermission(actor, 'reassign-requests')
    const assigned = new Set<string>()
    for (const { id, version } of chosen) {
      const request = await findRequestOfTrust(this.#database, actor.trustOdsCode, id)
      if (!request) continue
      try {
        await this.assign(actor, { id, version, patientId: request.patientId }, assignee)
        assigned.add(id)
      } catch (error) {
        if (!(error instanceof RequestChanged)) throw error
      }
    }
    return assigned
  }

  /** Marks a normal request as urgent, or an urgent one as normal, with a note that says why. */
  async changePriority(actor: Actor, seen: SeenVersion, text: string): Promise<void> {
    const note = checkText(text)
    await this.#once(actor, 'priority', seen, note, async ({ transaction, staff, request, now }) => {
      const priority = request.priority === 'normal' ? 'urgent' : 'normal'
      const step = { event: `marked-${priority}`, actor: staff, at: now, note } as const
      await recordStep(transaction, request, { priority }, step)
      return ''
    })
  }
}
