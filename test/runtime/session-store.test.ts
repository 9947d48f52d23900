import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aClinic, anAppointment, aPatient, testPerson } from '../support/builders.ts'
import { hiddenFields } from '../support/page.ts'
import { TestPortal } from '../support/portal.ts'
import { noRedis as skip, TestRedis } from '../support/redis.ts'
import { until } from '../support/time/until.ts'

test('with Redis, a session is kept there and ends there', { skip }, async t => {
  const redis = await TestRedis.start()
  const portal = await TestPortal.start({ redisUrl: redis.url })
  t.after(async () => {
    await portal.close()
    await redis.close()
  })
  await until('ready', async () => (await portal.browser().get('/health/ready')).status === 200)
  const patientId = await aPatient(portal.database, testPerson(1))
  const clinicId = await aClinic(portal.database)
  const id = await anAppointment(portal.database, patientId, clinicId, {
    now: portal.clock.now(),
    in: { days: 9 },
  })
  const browser = await portal.logIn(testPerson(1))
  await browser.get('/patient-portal').expect(200)
  assert.deepEqual(await portal.database('session'), [])
  const { body: left } = await browser.get('/patient-portal/stay-logged-in').expect(200)
  assert.ok(left.secondsLeft >= 595 && left.secondsLeft <= 600, JSON.stringify(left))

  await logOutWhileBusy(portal, `/patient-portal/appointment/${id}/cancel`)
  await browser.get('/patient-portal').expect(200)
})

/** Requests that began before a log-out and end after it must not bring the session back. */
async function logOutWhileBusy(portal: TestPortal, address: string): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const other = await portal.logIn(testPerson(1))
    const page = await other.get('/patient-portal/log-out').expect(200)
    const cookie = other.jar.getCookie('sid', {
      domain: 'localhost',
      path: '/',
      secure: false,
      script: false,
    })
    const old = `sid=${cookie?.value}`
    const answer = { ...hiddenFields(page.text), reason: 'other' }
    const busy = Array.from({ length: 10 }, () =>
      portal.browser().post(address).set('Cookie', old).type('form').send(answer),
    )
    const out = other.post('/patient-portal/log-out').type('form').send(hiddenFields(page.text))
    await Promise.all([out.expect(303), ...busy])
    await portal
      .browser()
      .get('/patient-portal')
      .set('Cookie', old)
      .expect('location', /timed-out/)
  }
}
