import { type ChainState, verifyChain } from '../../audit/verify-chain.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import { type Colleague, namesOfStaff, type Staff } from '../staff/staff.ts'
import {
  findSearch,
  type StaffPatient,
  saveSearch,
  searchPatients,
} from '../staff-patients/staff-patients.ts'
import {
  type LogCursor,
  type LogEntry,
  type LogFilters,
  listLogEntries,
  listPatientLogEntries,
} from './log-entry-store.ts'

/** An entry with the name of the member of staff. */
export interface NamedEntry extends LogEntry {
  name: string | undefined
}

export interface EntriesShown {
  entries: NamedEntry[]
  /** After which the next page begins, if there is one. */
  next: LogCursor | undefined
}

interface Part {
  after?: LogCursor | undefined
  limit: number
}

/** How far back the list of a trust goes if no first day is chosen, so that a filter that leaves little reads no log of years. */
const WITHOUT_FIRST_DAY = Temporal.Duration.from({ hours: 90 * 24 })

/** What the auditors of a trust read of its audit log. */
export class AuditLog {
  readonly #database: Database
  readonly #clock: Clock
  readonly #staff: Staff

  constructor(database: Database, clock: Clock, staff: Staff) {
    this.#database = database
    this.#clock = clock
    this.#staff = staff
  }

  /** A part of what concerns the trust, newest first; of 90 days, if the filters have no first day. */
  async list(actor: Actor, filters: LogFilters, { after, limit }: Part): Promise<EntriesShown> {
    const { trustOdsCode } = requireAuditor(actor)
    const part = { after, limit: limit + 1 }
    const from = filters.from ?? (filters.until ?? this.#clock.now()).subtract(WITHOUT_FIRST_DAY)
    const found = await listLogEntries(this.#database, trustOdsCode, { ...filters, from }, part)
    return this.#shown(found, limit)
  }

  /** The same about one patient of the trust. */
  async listOf(
    actor: Actor,
    patientId: string,
    filters: LogFilters,
    { after, limit }: Part,
  ): Promise<EntriesShown> {
    const { trustOdsCode } = requireAuditor(actor)
    const whose = { trustOdsCode, patientId }
    const part = { after, limit: limit + 1 }
    return this.#shown(await listPatientLogEntries(this.#database, whose, filters, part), limit)
  }

  /** Keeps the NHS number that an auditor looks for, and returns the id that can stand in an address. */
  async keepSearch(actor: Actor, nhsNumber: string): Promise<string> {
    const terms = { nhsNumber, familyName: '', givenName: '', birthDate: '' }
    return saveSearch(this.#database, requireAuditor(actor), terms, this.#clock.now())
  }

  /**
   * The patient of the trust with that number; undefined if there is none. Throws {@link NotFound} for a search of another person
   * or trust, and for one that has expired.
   */
  async found(
    actor: Actor,
    searchId: unknown,
  ): Promise<{ nhsNumber: string; patient: StaffPatient | undefined }> {
    const auditor = requireAuditor(actor)
    const now = this.#clock.now()
    const terms = await findSearch(this.#database, auditor, searchId, now)
    // A search by name, which the same person made in another role, may have found many.
    if (!terms?.nhsNumber) throw new NotFound()
    const [patient] = await searchPatients(this.#database, auditor.trustOdsCode, now, terms, 1)
    return { nhsNumber: terms.nhsNumber, patient }
  }

  /** Whether the chain of a patient is as it was written. */
  async verify(actor: Actor, patientId: string): Promise<ChainState> {
    requireAuditor(actor)
    return verifyChain(this.#database, patientId)
  }

  /** People who have lately worked at the trust in any role, by name. */
  async colleagues(actor: Actor): Promise<Colleague[]> {
    return this.#staff.colleagues(requireAuditor(actor).trustOdsCode, 'use-staff-pages')
  }

  async #shown(found: LogEntry[], limit: number): Promise<EntriesShown> {
    const shown = found.slice(0, limit)
    const userOf = ({ actor, actorId }: LogEntry) => (actor === 'staff' ? actorId : undefined)
    const nameOf = await namesOfStaff(this.#staff, shown.map(userOf))
    return {
      entries: shown.map(entry => ({ ...entry, name: nameOf(userOf(entry)) })),
      next: found.length > limit ? shown.at(-1) : undefined,
    }
  }
}

export function requireAuditor(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'read-audit')
  return actor
}
