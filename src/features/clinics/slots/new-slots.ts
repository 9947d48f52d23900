import { audit } from '../../../audit/audit.ts'
import type { Database } from '../../../database/database.ts'
import { idempotent } from '../../../database/idempotent.ts'
import { lockTrust } from '../../../database/locks.ts'
import type { Actor } from '../../../shared/actor.ts'
import type { Clock } from '../../../shared/clock.ts'
import { BadRequest } from '../../../shared/errors.ts'
import type { Medium } from '../../appointments/appointments.ts'
import type { Clinic } from '../clinic-store.ts'
import { requireSlots } from '../clinics.ts'
import { blockAll } from '../closures/closed-slot-store.ts'
import { listClosures } from '../closures/closure-store.ts'
import { addSlots, findPlace, listTimes } from './new-slot-store.ts'
import { MAX_PLANNED, type Pattern, type PlannedTime, plannedTimes } from './planned.ts'

export interface SlotOrder {
  /** Made by the page, so that a form sent twice adds once. */
  id: string
  pattern: Pattern
  medium: Medium
  capacity: number
}

export interface Plan {
  times: PlannedTime[]
  /** Those of them that overlap slots of the clinic. */
  overlapping: PlannedTime[]
}

/** Some of the times overlap slots of the clinic, or there are none or too many. Nothing was added. */
export class CannotAdd extends Error {}

/** Adds slots to the clinics of a trust. */
export class NewSlots {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** The times to come of the pattern. The caller has found the clinic for the trust. */
  async plan(actor: Actor, clinic: Clinic, pattern: Pattern): Promise<Plan> {
    requireSlots(actor)
    return this.#plan(this.#database, clinic, pattern)
  }

  /** Adds all of them in one transaction, blocked where the clinic is closed. Throws {@link CannotAdd}. */
  async add(actor: Actor, clinic: Clinic, { id, pattern, medium, capacity }: SlotOrder): Promise<void> {
    const staff = requireSlots(actor)
    const now = this.#clock.now()
    if (!Number.isInteger(capacity) || capacity < 1) throw new BadRequest()
    const key = [staff.trustOdsCode, staff.userId, 'add-slots', id]
    await idempotent(this.#database, { key, payload: clinic.id, now }, async transaction => {
      await lockTrust(transaction, staff.trustOdsCode)
      const { overlapping, times } = await this.#plan(transaction, clinic, pattern)
      if (overlapping.length > 0 || times.length === 0 || times.length > MAX_PLANNED) throw new CannotAdd()
      const where =
        medium === 'FACE_TO_FACE'
          ? await findPlace(transaction, clinic.id)
          : { place: null, siteOdsCode: null }
      await addSlots(transaction, clinic.id, times, { medium, capacity, ...where })
      for (const closure of await listClosures(transaction, staff.trustOdsCode, now))
        if (closure.whole && closure.clinicId === clinic.id) await blockAll(transaction, closure)
      await audit(transaction, staff, 'added-slots', { type: 'clinic', id: clinic.id }, now)
      return id
    })
  }

  async #plan(database: Database, clinic: Clinic, pattern: Pattern): Promise<Plan> {
    const now = this.#clock.now()
    const times = plannedTimes(pattern).filter(each => Temporal.Instant.compare(each.startsAt, now) > 0)
    const [first] = times
    const last = times.at(-1)
    if (!first || !last) return { times, overlapping: [] }
    const there = await listTimes(database, clinic.id, { from: first.startsAt, until: last.endsAt })
    return { times, overlapping: times.filter(time => there.some(each => overlap(time, each))) }
  }
}

function overlap(one: PlannedTime, other: PlannedTime): boolean {
  return (
    Temporal.Instant.compare(one.startsAt, other.endsAt) < 0 &&
    Temporal.Instant.compare(other.startsAt, one.endsAt) < 0
  )
}
