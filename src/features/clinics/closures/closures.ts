import { audit } from '../../../audit/audit.ts'
import type { Database } from '../../../database/database.ts'
import { isDuplicateKey } from '../../../database/faults.ts'
import { idempotent, StaleVersion } from '../../../database/idempotent.ts'
import { lockTrust } from '../../../database/locks.ts'
import { retryTransient } from '../../../database/retry-transient.ts'
import { addToOutbox } from '../../../outbox/outbox.ts'
import type { Actor } from '../../../shared/actor.ts'
import type { Clock } from '../../../shared/clock.ts'
import type { Period } from '../../../shared/dates.ts'
import { BadRequest, NotFound } from '../../../shared/errors.ts'
import type { Log } from '../../../shared/log.ts'
import type { Clinic } from '../clinic-store.ts'
import { requireSlots } from '../clinics.ts'
import { listAffected, listWouldAffect } from './affected-store.ts'
import {
  addLeft,
  type ClosedAppointment,
  countClosedAppointments,
  keepLeft,
  listClosedAppointments,
  type NumbersOfClosed,
  type PartOfClosed,
} from './closed-appointment-store.ts'
import { blockAll, blockSome, slotsWithin, unblock } from './closed-slot-store.ts'
import type { Affected, Closure, Intention, Scope } from './closure.ts'
import { addClosure, findClosure, listClosures, listClosuresOfClinic, markReopened } from './closure-store.ts'
import { listFreeSlots, type OfferedSlot } from './free-slot-store.ts'
import { NOTICE_HOURS } from './vacate.ts'
import { workOnClosure } from './work-on-closure.ts'

/** Characters of a reason. Each may take two places of the column. */
export const MAX_REASON_LENGTH = 200

/** Patients that one closure may affect. A form carries their ids. */
export const MAX_AFFECTED = 500

/** Patients for whom one page answers. The job does the rest, unless staff carry on. */
const BATCH_SIZE = 20

/** Free times of a clinic that are offered for each patient. */
const MAX_OFFERED = 20

/** What is to be closed. The caller has found the clinic or the clinician for the trust. */
export interface ToClose extends Pick<Scope, 'clinicId' | 'clinicianId'> {
  period: Period
  /** Null for the whole period. */
  slotIds: readonly string[] | null
}

export interface Confirmed extends ToClose {
  /** The id of the closure, which the page has made. */
  id: string
  reason: string
  /** The ids of the appointments that were on the page. */
  seen: readonly string[]
  intended: Intention
  /** For some appointments, by id: an {@link Intention}, or the id of a slot. */
  chosen: ReadonlyMap<string, string>
}

/** Other appointments are affected than on the page. Nothing has been closed. */
export class AffectedChanged extends Error {}

/**
 * Closes clinics of a trust, and opens them again. Closing is one transaction, after which no place is booked; what becomes of
 * each patient is one transaction each, which `carryOn` and the job `closures` make.
 */
export class Closures {
  readonly #worker: { database: Database; clock: Clock; log: Log }

  constructor(database: Database, clock: Clock, log: Log) {
    this.#worker = { database, clock, log }
  }

  /** Whom closing this would affect, and free times by clinic that they could be given. No one if they are too many. */
  async preview(
    actor: Actor,
    toClose: ToClose,
  ): Promise<{ affected: Affected[]; tooMany: boolean; offered: Map<string, OfferedSlot[]> }> {
    const { clock, database } = this.#worker
    const scope = scopeOf(requireSlots(actor).trustOdsCode, toClose)
    const now = clock.now()
    const found = await listWouldAffect(database, scope, toClose.slotIds, now, MAX_AFFECTED + 1)
    const tooMany = found.length > MAX_AFFECTED
    const affected = tooMany ? [] : found
    const offered = new Map<string, OfferedSlot[]>()
    const from = now.add({ hours: NOTICE_HOURS })
    const closing = toClose.slotIds ?? slotsWithin(database, scope)
    for (const clinicId of new Set(affected.map(each => each.clinicId)))
      offered.set(clinicId, await listFreeSlots(database, clinicId, from, closing, MAX_OFFERED))
    return { affected, tooMany, offered }
  }

  /** Throws {@link AffectedChanged}. Sending the same form again closes nothing more. */
  async close(actor: Actor, confirmed: Confirmed): Promise<void> {
    const staff = requireSlots(actor)
    const { database, clock } = this.#worker
    const { id, intended, period, reason, seen, slotIds } = confirmed
    const now = clock.now()
    const length = [...reason.trim()].length
    if (length === 0 || length > MAX_REASON_LENGTH || seen.length > MAX_AFFECTED) throw new BadRequest()
    if (Temporal.Instant.compare(period.until, now) <= 0) throw new BadRequest()
    const scope = scopeOf(staff.trustOdsCode, confirmed)
    const made = { reason: reason.trim(), intended, closedAt: now }
    const by = { closedBy: staff.userId, closedRole: staff.role }
    const stillClosed = { reopenedAt: null, reopenedBy: null, version: 1 }
    const closure: Closure = { ...scope, ...made, ...by, ...stillClosed, id, name: '' }
    const key = [staff.trustOdsCode, staff.userId, 'close', id]
    await idempotent(database, { key, payload: '', now }, async transaction => {
      await lockTrust(transaction, staff.trustOdsCode)
      await addClosure(transaction, closure).catch(error => {
        // No form of ours has the id of another closure. It may be that of another trust.
        throw isDuplicateKey(error) ? new BadRequest() : error
      })
      const blocked = slotIds
        ? await blockSome(transaction, closure, slotIds)
        : await blockAll(transaction, closure)
      if (slotIds && blocked === 0) throw new BadRequest()
      // Only now: no place is booked in these slots any more.
      const affected = await listAffected(transaction, closure, now)
      const ids = affected.map(each => each.appointmentId)
      if (ids.length !== seen.length || !ids.every(each => seen.includes(each))) throw new AffectedChanged()
      for (const appointmentId of ids) {
        const chosen = confirmed.chosen.get(appointmentId) ?? intended
        await addLeft(transaction, id, { appointmentId, intended: chosen })
      }
      const subject = { type: 'closure', id, version: 1 }
      await audit(transaction, staff, 'closed-clinic', subject, now)
      await addToOutbox(transaction, 'clinic-closed', subject, now)
      return id
    })
  }

  /** Does what is left for the next patients. Throws {@link NotFound} for a closure of another trust. */
  async carryOn(actor: Actor, id: string): Promise<void> {
    const staff = requireSlots(actor)
    const { closure } = await this.find(actor, id)
    if (!closure.reopenedAt) await workOnClosure(this.#worker, closure, staff, { limit: BATCH_SIZE })
  }

  /** Throws {@link NotFound} for a closure of another trust. */
  async find(actor: Actor, id: unknown): Promise<{ closure: Closure; numbers: NumbersOfClosed }> {
    const { database } = this.#worker
    const closure = await findClosure(database, requireSlots(actor).trustOdsCode, id)
    if (!closure) throw new NotFound()
    return { closure, numbers: await countClosedAppointments(database, closure.id) }
  }

  /** Some of the appointments of a closure of the trust, soonest first. Throws as {@link find} does. */
  async appointments(actor: Actor, id: string, part: PartOfClosed): Promise<ClosedAppointment[]> {
    const { closure } = await this.find(actor, id)
    return listClosedAppointments(this.#worker.database, closure.id, part)
  }

  /** Those of the trust that are in force and have not ended, soonest first. */
  async list(actor: Actor): Promise<Closure[]> {
    return listClosures(this.#worker.database, requireSlots(actor).trustOdsCode, this.#worker.clock.now())
  }

  /** Those that block slots of the clinic in the period. */
  async listOfClinic(actor: Actor, clinic: Clinic, period: Period): Promise<Closure[]> {
    requireSlots(actor)
    return listClosuresOfClinic(this.#worker.database, clinic.id, period)
  }

  /**
   * Opens again what this has closed. Patients who were moved or cancelled stay so; all others keep their appointments. Throws
   * {@link StaleVersion} if it is open already.
   */
  async reopen(actor: Actor, id: string, version: number): Promise<void> {
    const staff = requireSlots(actor)
    const { closure } = await this.find(actor, id)
    const { clock, database } = this.#worker
    const now = clock.now()
    await retryTransient(() =>
      database.transaction(async transaction => {
        await lockTrust(transaction, staff.trustOdsCode)
        if (!(await markReopened(transaction, { id: closure.id, version }, staff.userId, now)))
          throw new StaleVersion()
        await unblock(transaction, closure.id)
        await keepLeft(transaction, closure.id, now)
        const subject = { type: 'closure', id: closure.id, version: version + 1 }
        await audit(transaction, staff, 'reopened-clinic', subject, now)
        await addToOutbox(transaction, 'clinic-reopened', subject, now)
      }),
    )
  }
}

function scopeOf(trustOdsCode: string, { clinicId, clinicianId, period, slotIds }: ToClose): Scope {
  const { from: startsAt, until: endsAt } = period
  return { trustOdsCode, clinicId, clinicianId, startsAt, endsAt, whole: slotIds === null }
}
