import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { fillLargePopulation } from '../../src/dev/large-population/fill-large-population.ts'
import { sampleOf, samplesOf } from '../support/metrics.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { until } from '../support/time/until.ts'
import { cancelledIn, check } from './check-restored.ts'
import { startPortalProcess } from './portal-process.ts'
import { someVisitors, type Visitor } from './visitor.ts'

/** How long each step took, in milliseconds, and how many changes there were. */
export interface Drill {
  backUp: number
  restore: number
  verify: number
  untilAnswering: number
  bytes: number
  /** Told to the patient as done: before the backup began, and after it ended. */
  before: number
  after: number
  /** Of those after it, what the restored database does not have. */
  lost: number
}

/** Each is planted in a copy of the backup. */
const DAMAGES = Object.entries({
  'an event that is missing': 'delete from outbox where id = (select id from outbox order by id limit 1)',
  'an audit entry that is missing':
    "delete from audit_log where rowid = (select rowid from audit_log where action = 'cancelled' limit 1)",
  'a change that is missing':
    "update appointment set status = 'booked', cancelled_at = null, cancelled_by = null where id = (select subject_id from outbox order by id limit 1)",
})

/**
 * The whole drill of docs/running-it.md, on SQLite: patients cancel appointments while the database is backed up; the
 * machine dies and its database with it; the backup takes its place, is checked, and the portal answers again.
 * Throws where anything is not as it was backed up.
 */
export async function restoreDrill({
  appointments,
  visitors: count,
}: {
  appointments: number
  visitors: number
}) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-drill-'))
  const [file, copy] = [join(folder, 'pas.sqlite'), join(folder, 'backup.sqlite')]
  const databaseUrl = `sqlite:${file}`
  const nhsLogin = await HostileNhsLogin.start()
  const live = openDatabase(databaseUrl)
  await migrate(live)
  if (appointments > 0) await fillLargePopulation(live, Temporal.Now.instant(), appointments, () => {})
  const visitors = await someVisitors(live, count, 12)
  let portal = await startPortalProcess(nhsLogin, { databaseUrl })
  try {
    for (const visitor of visitors) await visitor.logIn(portal.url, nhsLogin)

    const done: string[] = []
    const changes = cancelAll(visitors, portal.url, done)
    await until('patients have cancelled', () => done.length >= visitors.length * 2)
    const before = [...done]
    const backUp = await timed(() => live.raw('vacuum into ?', [copy]))
    const afterwards = done.length
    const summed = sum(copy)
    await until('patients have cancelled', () => done.length >= afterwards + visitors.length * 2)

    await portal.kill()
    await changes
    await live.destroy()
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })

    const restore = await timed(async () => copyFileSync(copy, file))
    if (sum(file) !== summed) throw new Error('The backup is not what it was when it was made')
    const restored = openDatabase(databaseUrl)
    const theirs = new Set(visitors.flatMap(({ appointments }) => appointments.map(idOf)))
    const verify = await timed(() => check(restored, databaseUrl, before, theirs))
    const cancelled = await cancelledIn(restored, theirs)
    const unsent = await restored('outbox').whereNull('sent_at').count({ total: 'id' }).first()
    // Sessions come back as they were: people who logged out since would be logged in again.
    await restored('session').delete()
    await restored.destroy()
    for (const [what, damage] of DAMAGES) await mustBeNoticed(what, damage)

    const untilAnswering = await timed(async () => {
      portal = await startPortalProcess(nhsLogin, { databaseUrl })
      const [visitor] = visitors as [Visitor]
      await visitor.logIn(portal.url, nhsLogin)
      const page = await visitor.ask(portal.url, visitor.appointments[0] ?? '')
      if (page.status !== 200) throw new Error(`A patient's page answers ${page.status}`)
    })
    const metrics = samplesOf(await (await fetch(`${portal.url}/metrics`)).text())
    if (sampleOf(metrics, 'portal_outbox_unsent') !== Number(unsent?.total))
      throw new Error('The outbox of the restored database is not the one the portal sees')
    const after = done.slice(afterwards)
    const lost = after.filter(id => !cancelled.has(id)).length
    const bytes = readFileSync(copy).length
    return {
      backUp,
      restore,
      verify,
      untilAnswering,
      bytes,
      before: before.length,
      after: after.length,
      lost,
    } satisfies Drill

    /** The checks are worth something only if they fail. */
    async function mustBeNoticed(what: string, damage: string) {
      const damaged = join(folder, 'damaged.sqlite')
      copyFileSync(copy, damaged)
      const database = openDatabase(`sqlite:${damaged}`)
      await database.raw(damage)
      const noticed = await check(database, `sqlite:${damaged}`, before, theirs).then(
        () => false,
        () => true,
      )
      await database.destroy()
      if (!noticed) throw new Error(`Nobody would notice ${what}`)
    }
  } finally {
    await portal.kill()
    await live.destroy()
    await nhsLogin.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All patients cancel their appointments until the portal is gone. Adds each acknowledged change to `done`. */
async function cancelAll(visitors: Visitor[], url: string, done: string[]): Promise<void> {
  const each = visitors.map(async visitor => {
    // The first is left to be looked at afterwards.
    for (const appointment of visitor.appointments.slice(1)) {
      const status = await visitor.cancel(url, appointment).catch(() => 0)
      if (status === 303) done.push(idOf(appointment))
    }
  })
  await Promise.all(each)
}

function idOf(address: string): string {
  return address.split('/').at(-1) ?? ''
}

function sum(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return Math.round(performance.now() - began)
}
