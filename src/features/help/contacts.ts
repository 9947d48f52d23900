import type { Database } from '../../database/database.ts'
import type { Log } from '../../shared/log.ts'
import { type Hospital, listTrusts } from './trust-store.ts'

/** A longer list would be a directory, so the page then refers patients to their letters. */
const MAX_HOSPITALS = 5
/** Milliseconds. */
const REFRESH_INTERVAL = 60_000

/** The ways to contact each hospital, kept in memory because error pages show them when the database is down. */
export class Contacts {
  readonly #database: Database
  readonly #log: Log
  #hospitals: Hospital[] = []

  constructor(database: Database, log: Log) {
    this.#database = database
    this.#log = log
  }

  /** All hospitals, or none when there are more than {@link MAX_HOSPITALS} or they could not be read yet. */
  readonly hospitals = (): Hospital[] => (this.#hospitals.length > MAX_HOSPITALS ? [] : this.#hospitals)

  /** Reads them now and then every minute. Returns a function that stops it. */
  async keepFresh(): Promise<() => void> {
    await this.#refresh()
    const timer = setInterval(() => this.#refresh(), REFRESH_INTERVAL)
    timer.unref()
    return () => clearInterval(timer)
  }

  /** Keeps what was read before when the database cannot be read. */
  async #refresh(): Promise<void> {
    try {
      this.#hospitals = await listTrusts(this.#database, MAX_HOSPITALS + 1)
    } catch (error) {
      this.#log.warn({ error }, 'refresh of hospital contacts failed')
    }
  }
}
