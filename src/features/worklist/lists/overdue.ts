import type { Database } from '../../../database/database.ts'
import { type Actor, requireStaffPermission } from '../../../shared/actor.ts'
import type { Clock } from '../../../shared/clock.ts'
import { workingTime } from '../../../shared/working-hours.ts'
import type { Viewer } from '../../staff-work/staff-work.ts'
import type { WorklistItem } from '../worklist-store.ts'
import { countOverdue, listOverdue } from './overdue-store.ts'

/** A request past its promise, and for how many whole hours in which the clinic's booking team was open. */
export interface OverdueItem extends WorklistItem {
  hoursLate: number
}

/** What a team lead sees of the requests of the trust that are past their promise. */
export class Overdue {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** The oldest promise first. */
  async list(actor: Actor, limit: number): Promise<OverdueItem[]> {
    const viewer = this.#viewer(actor)
    const found = await listOverdue(this.#database, viewer, limit)
    return found.map(({ item, opening }) => ({
      ...item,
      hoursLate: Math.floor(workingTime(item.promisedBy, viewer.now, opening).total('hours')),
    }))
  }

  async count(actor: Actor): Promise<number> {
    return countOverdue(this.#database, this.#viewer(actor))
  }

  #viewer(actor: Actor): Viewer {
    requireStaffPermission(actor, 'reassign-requests')
    const { trustOdsCode, userId } = actor
    return { trustOdsCode, userId, now: this.#clock.now() }
  }
}
