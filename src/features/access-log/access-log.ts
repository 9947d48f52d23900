import { auditAccess } from '../../audit/audit.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requirePatientAccess } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { listAllAppointments } from '../appointments/appointments.ts'
import {
  type AccessLogCursor,
  type AccessLogEntry,
  lastLogOut,
  listEarlierEntries,
  listEntries,
  type Who,
} from './access-log-store.ts'

/** An entry with the appointment it is about, if the patient may still see that. */
export interface SeenEntry extends AccessLogEntry {
  appointment: { id: string; startsAt: Temporal.Instant } | undefined
}

/** Who has seen or changed a patient's information, for the patient. */
export class AccessLog {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** A part of the entries, newest first. `next` is the cursor of the part after it, if there is one. */
  async list(
    actor: Actor,
    { who, before, limit }: { who: Who | undefined; before?: AccessLogCursor | undefined; limit: number },
  ): Promise<{ entries: SeenEntry[]; next: AccessLogCursor | undefined }> {
    const patientId = requirePatientAccess(actor)
    // One more than is shown says whether there are others.
    const chained = { who, before: before?.place, limit: limit + 1 }
    const found = before?.earlier ? [] : await listEntries(this.#database, patientId, chained)
    const earlier = { who, before: before?.earlier, limit: limit + 1 - found.length }
    if (earlier.limit > 0) found.push(...(await listEarlierEntries(this.#database, patientId, earlier)))
    const shown = found.slice(0, limit)
    const own = await listAllAppointments(this.#database, patientId)
    const startOf = new Map(own.map(({ id, startsAt }) => [id, startsAt]))
    const entries = shown.map(entry => {
      const id = entry.appointmentId ?? ''
      const startsAt = startOf.get(id)
      return { ...entry, appointment: startsAt && { id, startsAt } }
    })
    return { entries, next: found.length > limit ? shown.at(-1)?.cursor : undefined }
  }

  /** Written before the sessions are ended, so that none ends without an entry. */
  async recordLogOut(actor: Actor, where: 'elsewhere' | 'everywhere'): Promise<void> {
    await auditAccess(this.#database, actor, `logged-out-${where}`, 'patient', this.#clock.now())
  }

  /** When the patient last ended sessions in other browsers, if NHS login may still know the people there. */
  async lastLogOut(patientId: string): Promise<Temporal.Instant | undefined> {
    return lastLogOut(this.#database, patientId, this.#clock.now().subtract({ hours: 12 }))
  }
}
