import type { Database } from '../../database/database.ts'
import type { Log } from '../../shared/log.ts'
import { type Hospital, listTrusts } from './trust-store.ts'

/** More would be a directory; patients are then sent to their letters. */
const MAX_HOSPITALS = 5
/** Milliseconds. */
const REFRESH_EVERY = 60_000

/** How to ring the hospitals, kept in memory because it is needed most when the database is gone. */
export class Contacts {
  readonly #database: Database
  readonly #log: Log
  #hospitals: Hospital[] = []

  constructor(database: Database, log: Log) {
    this.#database = database
    this.#log = log
  }

  /** Every hospital's number, or none when there are more than a handful or they were never read. */
  readonly hospitals = (): Hospital[] => (this.#hospitals.length > MAX_HOSPITALS ? [] : this.#hospitals)

  /** Reads them now and from time to time. Answers how to stop. */
  async keepFresh(): Promise<() => void> {
    await this.#refresh()
    const timer = setInterval(() => this.#refresh(), REFRESH_EVERY)
    timer.unref()
    return () => clearInterval(timer)
  }

  /** What was read before is better than nothing. */
  async #refresh(): Promise<void> {
    try {
      this.#hospitals = await listTrusts(this.#database, MAX_HOSPITALS + 1)
    } catch (error) {
      this.#log.warn({ error }, 'phone numbers not refreshed')
    }
  }
}
