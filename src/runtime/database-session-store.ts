import { hash } from 'node:crypto'
import { type SessionData, Store } from 'express-session'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import type { Retention } from '../database/expiry.ts'
import { isDuplicateKey } from '../database/faults.ts'
import { fixedQuery } from '../database/fixed-query.ts'
import type { Clock } from '../shared/clock.ts'
import { ownerHash, ownerOf } from '../web/session/owner.ts'

type Done = (error?: unknown) => void
type IdleLimit = (session: SessionData) => Temporal.Duration

export const sessionRetention: Retention = { table: 'session', key: 'id_hash', since: 'expires_at' }

const sessionRow = fixedQuery<[idHash: string], { data: string; expires_at: string | Date } | undefined>(
  (database, idHash) => database('session').where('id_hash', idHash).first('data', 'expires_at'),
)

const saveRow = fixedQuery<
  [idHash: string, data: string, expiresAt: string, ownerHash: string | null],
  number
>((database, idHash, data, expiresAt, ownerHash) =>
  database('session')
    .where('id_hash', idHash)
    .whereNot('data', '')
    .update({ data, expires_at: expiresAt, owner_hash: ownerHash }),
)

/** Longer than any request takes. */
const KEEP_ENDED = Temporal.Duration.from({ minutes: 10 })

/**
 * Stores browser sessions in the database when there is no Redis. A session ends after its idle limit. The table holds
 * only hashes of session ids, so that a copy of it cannot be used to take over a session.
 *
 * An ended session remains as an empty row, because a request in progress during the log-out would otherwise save its
 * session again and undo the log-out.
 */
export class DatabaseSessionStore extends Store {
  readonly #database: Database
  readonly #clock: Clock
  readonly #idleLimit: IdleLimit
  readonly #prefix: string

  /** `prefix`: keeps the sessions of one area apart from those of another. */
  constructor(database: Database, clock: Clock, idleLimit: IdleLimit, prefix = '') {
    super()
    this.#database = database
    this.#clock = clock
    this.#idleLimit = idleLimit
    this.#prefix = prefix
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    sessionRow(this.#database, this.#hash(id))
      .then(row => {
        const live = row?.data && Temporal.Instant.compare(fromColumn(row.expires_at), this.#clock.now()) > 0
        return live ? (JSON.parse(row.data) as SessionData) : null
      })
      .then(session => done(null, session), done)
  }

  override async timeLeft(id: string): Promise<Temporal.Duration | undefined> {
    const row = await this.#row(id).whereNot('data', '').first('expires_at')
    return row && this.#clock.now().until(fromColumn(row.expires_at))
  }

  override set(id: string, session: SessionData, done: Done = () => {}): void {
    const row = {
      data: JSON.stringify(session),
      expires_at: this.#expiry(session),
      owner_hash: ownerOf(session) ?? null,
    }
    saveRow(this.#database, this.#hash(id), row.data, row.expires_at, row.owner_hash)
      .then(found => (found ? undefined : this.#insert(id, row)))
      .then(() => done(), done)
  }

  /** A session that says when it was used is saved once a minute instead. */
  override touch(id: string, session: SessionData, done: Done = () => {}): void {
    if (session.usedAt) done()
    else this.#update(id, { expires_at: this.#expiry(session) }).then(() => done(), done)
  }

  /** An empty row stays for a while, so that a request still under way does not save the session anew. */
  override destroy(id: string, done: Done = () => {}): void {
    this.#update(id, this.#ended()).then(() => done(), done)
  }

  override async sessionsOf(patientId: string): Promise<SessionData[]> {
    const rows = await this.#rowsOf(patientId)
      .where('expires_at', '>', toColumn(this.#clock.now()))
      .select('data')
    return rows.map(({ data }) => JSON.parse(data))
  }

  override async endSessionsOf(patientId: string, exceptId: string): Promise<void> {
    await this.#rowsOf(patientId).whereNot('id_hash', this.#hash(exceptId)).update(this.#ended())
  }

  #rowsOf(patientId: string) {
    return this.#database('session').where('owner_hash', ownerHash(patientId)).whereNot('data', '')
  }

  #ended() {
    return { data: '', expires_at: toColumn(this.#clock.now().add(KEEP_ENDED)) }
  }

  #hash(id: string): string {
    return hash('sha256', this.#prefix + id)
  }

  #row(id: string) {
    return this.#database('session').where('id_hash', this.#hash(id))
  }

  async #update(id: string, values: Record<string, string | null>): Promise<boolean> {
    return (await this.#row(id).whereNot('data', '').update(values)) > 0
  }

  async #insert(id: string, row: Record<string, string | null>): Promise<void> {
    try {
      await this.#database('session').insert({
        id_hash: this.#hash(id),
        ...row,
      })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }

  #expiry(session: SessionData): string {
    return toColumn(this.#clock.now().add(this.#idleLimit(session)))
  }
}
