import { hash } from 'node:crypto'
import type { Database } from '../../database/database.ts'
import type { Clock } from '../../shared/clock.ts'
import { findStaffUser, findTrusts, recordStaffUser } from './staff-store.ts'

/** More organisations than anybody works for. The rest are left out, so that no token makes a query too long. */
const MAX_ORGANISATIONS = 100

/** Who staff are. What they may do is in `shared/permissions.ts`. */
export class Staff {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Remembers a person whom their provider has identified, also when they are then refused, so that the history can name
   * them. `subject` is their lasting id at the issuer. Returns their id here.
   */
  record(person: { issuer: string; subject: string; name: string }, loggedIn: boolean): Promise<string> {
    const { issuer, name, subject } = person
    const subjectHash = hash('sha256', JSON.stringify([issuer, subject]))
    return recordStaffUser(this.#database, { subjectHash, name, at: this.#clock.now(), loggedIn })
  }

  /** Undefined when there is no such person. */
  find(userId: string): Promise<{ name: string } | undefined> {
    return findStaffUser(this.#database, userId)
  }

  /** The names of our trusts among these organisations, by ODS code. */
  async trustsAmong(odsCodes: readonly string[]): Promise<Map<string, string>> {
    const trusts = await findTrusts(this.#database, odsCodes.slice(0, MAX_ORGANISATIONS))
    return new Map(trusts.map(({ name, odsCode }) => [odsCode, name]))
  }
}
