import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { aDatabaseToShare } from '../support/database/portal-databases.ts'
import { freePort } from '../support/free-port.ts'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { noRedis, TestRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'
import { Balancer } from './balancer.ts'
import { Copy } from './copy.ts'
import { aPatientAtWork, aReader, type Load } from './load.ts'

const PATIENTS = 6
const ROUNDS = 2

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
        DRAIN_SECONDS: '2',
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

test('two copies are restarted in turn under load: no request and no change is lost', async t => {
  const { balancer, copies, database, nhsLogin } = await aHospital(t)
  for (const [index, copy] of copies.entries()) {
    copy.start()
    await until('a copy is ready', async () => balancer.ready === index + 1)
  }
  const load: Load = { url: balancer.url, over: false, requests: 0, failures: [], cancelled: [] }
  const patients = []
  for (let index = 0; index < PATIENTS; index++) patients.push(await aPatientAtWork(database, nhsLogin, load))
  const working = [...patients.map(work => work()), aReader(load)]

  await wait(2000)
  for (let round = 0; round < ROUNDS; round++)
    for (const copy of copies) {
      assert.equal(await copy.stop(), 0, copy.printed)
      await until('it left the balancer', async () => balancer.ready === 1)
      copy.start()
      await until('it is ready again', async () => balancer.ready === 2)
      await wait(1000)
    }
  load.over = true
  await Promise.all(working)

  assert.deepEqual(load.failures, [])
  assert.ok(load.requests > 200, `${load.requests} requests`)
  assert.ok(load.cancelled.length > 20, `${load.cancelled.length} changes`)
  for (const count of balancer.answered.values()) assert.ok(count > 50)
  const kept: string[] = await database('appointment').where('status', 'cancelled').pluck('id')
  assert.deepEqual(kept.toSorted(), load.cancelled.toSorted())
  const told: string[] = await database('outbox').pluck('subject_id')
  assert.deepEqual(told.toSorted(), load.cancelled.toSorted(), 'each told once')
  t.diagnostic(`${load.requests} requests, ${load.cancelled.length} changes, ${2 * ROUNDS} restarts`)
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
    await until('it listens', async () => copy.printed.includes('Press Ctrl and C'), 60)
    const began = performance.now()
    const left = copy.stop('SIGINT')
    if (times === 2) copy.stop('SIGINT').catch(() => {})
    assert.equal(await left, 0, copy.printed)
    assert.ok(performance.now() - began < 8000)
  }
})
