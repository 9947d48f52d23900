import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { aPatient, testPerson } from '../support/builders.ts'
import { heading } from '../support/page.ts'
import { type Agent, TestPortal } from '../support/portal.ts'
import { noRedis as skip, TestRedis } from '../support/redis.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { aMoment, until } from '../support/time/until.ts'

const person = testPerson(1)
const UNAVAILABLE = 'The service is not available'
/** Milliseconds. */
const AT_ONCE = 1500

async function aPortalOn(t: TestContext, redis: TestRedis) {
  const portal = await TestPortal.start({ redisUrl: redis.url })
  t.after(async () => {
    await portal.close()
    await redis.close()
  })
  await aPatient(portal.database, person)
  return portal
}

const readyAgain = (portal: TestPortal) =>
  until('ready', async () => (await portal.browser().get('/health/ready')).status === 200)

/** What holds whenever sessions cannot be reached. */
async function onlyWhatNeedsNoSession(portal: TestPortal, patient?: Agent) {
  const anyone = portal.browser()
  for (const path of ['/health/live', '/patient-portal/help/contact', '/patient-portal/log-in/no-consent']) {
    const { status } = await anyone.get(path)
    assert.equal(status, path.endsWith('no-consent') ? 403 : 200, path)
  }
  await anyone.get('/patient-portal/unknown').expect(404)
  await anyone.get('/patient-portal').expect(303)
  for (const [who, path] of [
    [anyone, '/patient-portal/log-in/start'],
    ...(patient ? [[patient, '/patient-portal/appointments'] as const] : []),
  ] as const) {
    const [took, page] = await timeTaken(() => who.get(path).expect(503))
    assert.equal(heading(page.text), UNAVAILABLE)
    assert.ok(Number(page.headers['retry-after']) > 0)
    assert.equal(page.headers['set-cookie'], undefined, 'no cookie of a session that is not kept')
    assert.ok(took < AT_ONCE, `${path}: ${took} ms`)
  }
}

/** Waits until the portal has tried to connect several times. */
async function severalAttempts({ port }: TestRedis): Promise<void> {
  let attempts = 0
  const server = createServer(socket => {
    attempts++
    socket.destroy()
  }).listen(port, '127.0.0.1')
  await until('several attempts were made', () => attempts > 3)
  server.close()
  await once(server, 'close')
}

const linesOf = (portal: TestPortal, text: string) => portal.logged.filter(line => line.includes(text)).length

test('the portal starts without Redis, says it is not ready, and gets better by itself', {
  skip,
}, async t => {
  const redis = await TestRedis.notStarted()
  const portal = await aPortalOn(t, redis)
  await portal.browser().get('/health/ready').expect(503)
  await onlyWhatNeedsNoSession(portal)
  await severalAttempts(redis)
  assert.equal(linesOf(portal, 'Redis connection lost'), 1, 'one line, however often it is tried')
  await redis.start()
  await readyAgain(portal)
  assert.equal(linesOf(portal, 'Redis connection restored'), 1)
  const patient = await portal.logIn(person)
  await patient.get('/patient-portal/appointments').expect(200)
})

test('when Redis dies patients read so at once, and when it is back they log in again', {
  skip,
}, async t => {
  const redis = await TestRedis.start()
  const portal = await aPortalOn(t, redis)
  await readyAgain(portal)
  const patient = await portal.logIn(person)
  await redis.die()
  await until('not ready', async () => (await portal.browser().get('/health/ready')).status === 503)
  await onlyWhatNeedsNoSession(portal, patient)
  await redis.start()
  await readyAgain(portal)
  await patient
    .get('/patient-portal/appointments')
    .expect(303)
    .expect('location', /timed-out/)
  await (await portal.logIn(person)).get('/patient-portal/appointments').expect(200)
})

test('when Redis freezes, no page hangs, however many are asked for', { skip }, async t => {
  const redis = await TestRedis.start()
  const portal = await aPortalOn(t, redis)
  await readyAgain(portal)
  const patient = await portal.logIn(person)
  redis.freeze()
  const began = performance.now()
  const answers: Promise<[number, unknown]>[] = []
  // Each new command is a sign of life to a socket: a limit on its silence alone would never end this.
  while (performance.now() - began < 6000) {
    answers.push(timeTaken(() => patient.get('/patient-portal/appointments').expect(503)))
    await aMoment(50)
  }
  for (const [took] of await Promise.all(answers)) assert.ok(took < 6000, `${took} ms`)
  await onlyWhatNeedsNoSession(portal, patient)
  await until('not ready', async () => (await portal.browser().get('/health/ready')).status === 503)
  redis.thaw()
  await readyAgain(portal)
  await patient.get('/patient-portal/appointments').expect(200)
})
