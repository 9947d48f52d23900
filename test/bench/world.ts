import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../src/config/config.ts'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { fillLargePopulation } from '../../src/dev/large-population/fill-large-population.ts'
import { startPortalProcess } from '../operations/portal-process.ts'
import { someVisitors, type Visitor } from '../operations/visitor.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'

/** Each may send 120 forms a minute. */
const CANCELLING = 30

const floor = new URL('floor-child.ts', import.meta.url).pathname

/** A PAS on SQLite in a file, with patients who each have an appointment, and portals on it, sessions in the database. */
export class World {
  readonly database: Database
  readonly nhsLogin: HostileNhsLogin
  readonly visitors: Visitor[] = []
  /** Patients with many appointments, to be cancelled. */
  readonly cancelling: Visitor[] = []
  readonly #folder = mkdtempSync(join(tmpdir(), 'portal-bench-'))
  readonly #databaseUrl = `sqlite:${join(this.#folder, 'pas.sqlite')}`
  readonly #closing: (() => Promise<unknown>)[] = []

  private constructor(nhsLogin: HostileNhsLogin) {
    this.nhsLogin = nhsLogin
    this.database = openDatabase(this.#databaseUrl)
  }

  /** `appointments`: how many other patients have. `each`: how many each visitor has. */
  static async make(
    visitors: number,
    appointments: number,
    { each = 1, toCancel = 0 }: { each?: number; toCancel?: number } = {},
  ) {
    const world = new World(await HostileNhsLogin.start())
    const { database } = world
    await migrate(database)
    // What a power cut would spoil is made again, and the indexes of ten million stay in memory.
    for (const pragma of ['synchronous = OFF', 'journal_mode = MEMORY', 'cache_size = -12000000'])
      await database.raw(`pragma ${pragma}`)
    if (appointments > 0) await fillLargePopulation(database, Temporal.Now.instant(), appointments, () => {})
    world.visitors.push(...(await someVisitors(database, visitors, each)))
    if (toCancel > 0)
      world.cancelling.push(...(await someVisitors(database, CANCELLING, toCancel, { from: visitors })))
    for (const pragma of ['synchronous = FULL', 'journal_mode = WAL', 'cache_size = -2000'])
      await database.raw(`pragma ${pragma}`)
    return world
  }

  /** Its address. `ready`: the file of the page it always answers with, for the floor. */
  async startPortal(ready?: string, changes: Partial<Config> = {}): Promise<string> {
    const settings = { databaseUrl: this.#databaseUrl, ...changes }
    const portal = await startPortalProcess(this.nhsLogin, settings, ready ? [floor, ready] : undefined)
    this.#closing.push(() => portal.kill())
    return portal.url
  }

  async logInAll(url: string): Promise<void> {
    for (const visitor of [...this.visitors, ...this.cancelling]) await visitor.logIn(url, this.nhsLogin)
  }

  file(name: string): string {
    return join(this.#folder, name)
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close()
    await this.nhsLogin.close()
    await this.database.destroy()
    rmSync(this.#folder, { recursive: true })
  }
}
