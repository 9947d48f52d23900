import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient } from 'redis'
import { openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { fillLargePopulation } from '../../src/dev/large-population/fill-large-population.ts'
import { freePort } from '../support/free-port.ts'
import { sampleOf, samplesOf } from '../support/metrics.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { startPortalProcess } from './portal-process.ts'
import { someVisitors, type Visitor } from './visitor.ts'

/**
 * `node test/operations/measure.ts`: what one copy of the portal costs, for the sums in docs/running-it.md. Sessions are
 * in a Redis of its own; the database is SQLite, whose work is part of the portal's processor time here.
 */
const { values } = parseArgs({
  options: {
    appointments: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '8' },
    visitors: { type: 'string', default: '200' },
  },
})
const seconds = Number(values.seconds)
const say = (line: string) => process.stdout.write(`${line}\n`)

const folder = mkdtempSync(join(tmpdir(), 'portal-measure-'))
const databaseUrl = `sqlite:${join(folder, 'pas.sqlite')}`
const database = openDatabase(databaseUrl)
await migrate(database)
const empty = await bytesOfDatabase()
await fillLargePopulation(database, Temporal.Now.instant(), Number(values.appointments), () => {})
say(
  `Database: ${values.appointments} appointments, ${perOne(await bytesOfDatabase(), empty, Number(values.appointments))} bytes each`,
)
const visitors = await someVisitors(database, Number(values.visitors), 20)

const nhsLogin = await HostileNhsLogin.start()
const redisPort = await freePort()
const redisServer = spawn('redis-server', ['--port', String(redisPort), '--save', '', '--dir', folder])
for await (const line of redisServer.stdout) if (String(line).includes('Ready to accept')) break
const redisUrl = `redis://127.0.0.1:${redisPort}`
const redis = await createClient({ url: redisUrl }).connect()

const portal = await startPortalProcess(nhsLogin, { databaseUrl, redisUrl })
try {
  say(
    `Machine: ${availableParallelism()} cores, Node ${process.version}; load before ${loadavg()[0]?.toFixed(1)}`,
  )
  say(`At start: ${Math.round((await counted('process_resident_memory_bytes')) / 1e6)} MB of memory`)
  const before = await redisMemory()
  const cpu = await counted('process_cpu_seconds_total')
  for (const visitor of visitors) await visitor.logIn(portal.url, nhsLogin)
  const cost = (((await counted('process_cpu_seconds_total')) - cpu) / visitors.length) * 1000
  say(`Log in, three requests: ${cost.toFixed(1)} ms of processor time each`)
  say(`Redis: ${perOne(await redisMemory(), before, visitors.length)} bytes a session`)

  await load('a help page', visitor => visitor.ask(portal.url, '/patient-portal/help/privacy'))
  const size = await bytesOfDatabase()
  const views = await load('one appointment', visitor =>
    visitor.ask(portal.url, visitor.appointments[0] ?? ''),
  )
  say(`  the database grew ${perOne(await bytesOfDatabase(), size, views)} bytes a view`)
  await load('list of appointments', visitor => visitor.ask(portal.url, '/patient-portal/appointments'))
  const sizeThen = await bytesOfDatabase()
  const cancelOne = async (visitor: Visitor) => {
    const appointment = visitor.appointments.pop()
    if (!appointment) throw new Error('Too few appointments: use more visitors or fewer seconds')
    return { status: await visitor.cancel(portal.url, appointment) }
  }
  const cancelled = await load('cancelling, four requests', cancelOne, 303)
  say(`  the database grew ${perOne(await bytesOfDatabase(), sizeThen, cancelled)} bytes a cancellation`)
  say(
    `At the end: ${Math.round((await counted('process_resident_memory_bytes')) / 1e6)} MB of memory; load ${loadavg()[0]?.toFixed(1)}`,
  )
} finally {
  await portal.kill()
  redis.destroy()
  redisServer.kill()
  await once(redisServer, 'exit')
  await nhsLogin.close()
  await database.destroy()
  rmSync(folder, { recursive: true })
}

/** So many at once, each as soon as it is answered, for some seconds; says what it came to, answers how many. */
async function load(
  what: string,
  act: (visitor: Visitor) => Promise<{ status: number }>,
  expected = 200,
): Promise<number> {
  let next = 0
  const took: number[] = []
  const run = async (until: number) => {
    while (performance.now() < until) {
      const began = performance.now()
      const { status } = await act(visitors[next++ % visitors.length] as Visitor)
      if (status !== expected) throw new Error(`${what}: answered ${status}`)
      took.push(performance.now() - began)
    }
  }
  const all = (length: number) =>
    Promise.all(
      Array.from({ length: Number(values.connections) }, () => run(performance.now() + length * 1000)),
    )
  await all(2)
  const warm = took.length
  const cpu = await counted('process_cpu_seconds_total')
  const began = performance.now()
  await all(seconds)
  const elapsed = (performance.now() - began) / 1000
  const done = took.length - warm
  const cost = (((await counted('process_cpu_seconds_total')) - cpu) / done) * 1000
  const sorted = took.slice(warm).toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(sorted.length * part)]?.toFixed(0)
  say(
    `${what}: ${(done / elapsed).toFixed(0)} a second, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, ` +
      `${cost.toFixed(2)} ms of processor time each; load ${loadavg()[0]?.toFixed(1)}`,
  )
  return took.length
}

async function counted(name: string): Promise<number> {
  const response = await fetch(`${portal.url}/metrics`)
  return Number(sampleOf(samplesOf(await response.text()), name))
}

async function redisMemory(): Promise<number> {
  return Number(/used_memory_dataset:(\d+)/.exec(await redis.info('memory'))?.[1])
}

async function bytesOfDatabase(): Promise<number> {
  const [{ bytes }] = await database.raw(
    'select (page_count - freelist_count) * page_size as bytes from pragma_page_count(), pragma_freelist_count(), pragma_page_size()',
  )
  return bytes
}

function perOne(now: number, before: number, count: number): number {
  return Math.round((now - before) / count)
}
