import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { aDatabaseToShare } from '../support/database/portal-databases.ts'
import { freePort } from '../support/free-port.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { noRedis, TestRedis } from '../support/redis.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { until } from '../support/time/until.ts'
import { Balancer } from './balancer.ts'
import { Copy } from './copy.ts'
import { aPatientAtWork, aReader, type Load, refusedForNoReason } from './load.ts'

const PATIENTS = 6
const ROUNDS = 2
/** While both copies serve, before each restart. */
const CHANGES = 5

/** Everything that two copies share, and the two, behind a balancer. */
async function aHospital(t: TestContext) {
  const databaseUrl = await aDatabaseToShare(t)
  const database = openDatabase(databaseUrl)
  await migrate(database)
  const nhsLogin = await HostileNhsLogin.start('localhost')
  const redis = noRedis ? undefined : await TestRedis.start()
  const ports = [await freePort(), await freePort()]
  const balancer = await Balancer.start(ports)
  const copies = ports.map(
    port =>
      new Copy({
        NODE_ENV: 'test',
        PORT: `${port}`,
        BASE_URL: balancer.url,
        DATABASE_URL: databaseUrl,
        ...(redis ? { REDIS_URL: redis.url } : {}),
        NHS_LOGIN_ISSUER: nhsLogin.issuer,
        NHS_LOGIN_CLIENT_ID: nhsLogin.clientId,
        NHS_LOGIN_PRIVATE_KEY: nhsLogin.clientPrivateKeyPem,
        NHS_APP_URL: 'http://localhost',
        DRAIN_SECONDS: '4',
      }),
  )
  t.after(async () => {
    await Promise.all(copies.map(copy => copy.stop('SIGKILL')))
    balancer.close()
    await redis?.close()
    await nhsLogin.close()
    await database.destroy()
  })
  return { balancer, copies, database, nhsLogin }
}

test('two copies are restarted one after the other under load: no request and no change is lost', async t => {
  const { balancer, copies, database, nhsLogin } = await aHospital(t)
  for (const [index, copy] of copies.entries()) {
    copy.start()
    await until('a copy is ready', async () => balancer.ready === index + 1)
  }
  const load: Load = { url: balancer.url, over: false, requests: 0, failures: [], refused: [], cancelled: [] }
  t.after(() => {
    load.over = true
  })
  const patients = []
  for (let index = 0; index < PATIENTS; index++) patients.push(await aPatientAtWork(database, nhsLogin, load))
  const working = [...patients.map(work => work()), aReader(load)]

  const bothServe = async () => {
    const next = load.cancelled.length + CHANGES
    await until('both copies serve', () => load.cancelled.length >= next || load.failures.length > 0)
  }
  await bothServe()
  for (let round = 0; round < ROUNDS; round++)
    for (const copy of copies) {
      assert.equal(await copy.stop(), 0, copy.printed)
      await until('it left the balancer', async () => balancer.ready === 1)
      copy.start()
      await until('it is ready again', async () => balancer.ready === 2)
      await bothServe()
    }
  load.over = true
  await Promise.all(working)

  assert.deepEqual(load.failures, [])
  const printed = copies.map(copy => copy.printed).join('')
  assert.deepEqual(refusedForNoReason(load, printed), [], 'a busy machine may refuse, a restart may not')
  assert.ok(load.requests > 150, `${load.requests} requests`)
  assert.ok(load.cancelled.length > 20, `${load.cancelled.length} changes`)
  for (const count of balancer.answered.values()) assert.ok(count > 50)
  const kept: string[] = await database('appointment').where('status', 'cancelled').pluck('id')
  assert.deepEqual(kept.toSorted(), load.cancelled.toSorted())
  const events: string[] = await database('outbox').pluck('subject_id')
  assert.deepEqual(events.toSorted(), load.cancelled.toSorted(), 'each has one event')
  t.diagnostic(
    `${load.requests} requests, ${load.cancelled.length} changes, ${2 * ROUNDS} restarts, ` +
      `${load.refused.length} requests refused because the machine was busy`,
  )
})

test('a copy with nothing to do stops within moments of Ctrl+C, twice or once, and leaves with 0', async t => {
  for (const times of [1, 2]) {
    const port = await freePort()
    const copy = new Copy({
      NODE_ENV: 'development',
      PORT: `${port}`,
      SIMULATOR_PORT: `${await freePort()}`,
      DATABASE_URL: await aDatabaseToShare(t),
    })
    t.after(() => copy.stop('SIGKILL'))
    copy.start()
    await until('it listens', async () => copy.printed.includes('Press Ctrl and C'))
    const [took] = await timeTaken(async () => {
      const left = copy.stop('SIGINT')
      if (times === 2) copy.stop('SIGINT').catch(() => {})
      assert.equal(await left, 0, copy.printed)
    })
    assert.ok(took < 8000, `${took} ms`)
  }
})
