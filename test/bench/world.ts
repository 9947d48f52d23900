import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { fillLargePopulation } from '../../src/dev/large-population/fill-large-population.ts'
import { startPortalProcess } from '../operations/portal-process.ts'
import { someVisitors, type Visitor } from '../operations/visitor.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'

const floor = new URL('floor-child.ts', import.meta.url).pathname

/** A PAS on SQLite in a file, with patients who each have an appointment, and portals on it, sessions in the database. */
export class World {
  readonly database: Database
  readonly visitors: Visitor[] = []
  readonly #folder = mkdtempSync(join(tmpdir(), 'portal-bench-'))
  readonly #databaseUrl = `sqlite:${join(this.#folder, 'pas.sqlite')}`
  readonly #closing: (() => Promise<unknown>)[] = []
  #nhsLogin: HostileNhsLogin | undefined

  private constructor() {
    this.database = openDatabase(this.#databaseUrl)
  }

  /** `appointments`: how many other patients have. */
  static async make(visitors: number, appointments: number, progress: (done: number) => void = () => {}) {
    const world = new World()
    await migrate(world.database)
    if (appointments > 0) {
      // What a power cut would spoil is made again, and the indexes of ten million stay in memory.
      for (const pragma of ['synchronous = OFF', 'journal_mode = MEMORY', 'cache_size = -12000000'])
        await world.database.raw(`pragma ${pragma}`)
      await fillLargePopulation(world.database, Temporal.Now.instant(), appointments, progress)
      for (const pragma of ['synchronous = FULL', 'journal_mode = WAL', 'cache_size = -2000'])
        await world.database.raw(`pragma ${pragma}`)
    }
    world.visitors.push(...(await someVisitors(world.database, visitors, 1)))
    return world
  }

  /** Its address. `ready`: the file of the page it always answers with, for the floor. */
  async startPortal(ready?: string): Promise<string> {
    this.#nhsLogin ??= await HostileNhsLogin.start()
    const changes = { databaseUrl: this.#databaseUrl }
    const portal = await startPortalProcess(this.#nhsLogin, changes, ready ? [floor, ready] : undefined)
    this.#closing.push(() => portal.kill())
    return portal.url
  }

  async logInAll(url: string): Promise<void> {
    if (!this.#nhsLogin) throw new Error('There is no portal to log in to yet')
    for (const visitor of this.visitors) await visitor.logIn(url, this.#nhsLogin)
  }

  file(name: string): string {
    return join(this.#folder, name)
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close()
    await this.#nhsLogin?.close()
    await this.database.destroy()
    rmSync(this.#folder, { recursive: true })
  }
}
