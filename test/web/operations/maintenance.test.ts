import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { ConfigError, loadConfig } from '../../../src/config/config.ts'
import { heading, words } from '../../support/page.ts'
import { aPortal, MONDAY } from '../../support/portal.ts'

const until = MONDAY.add({ hours: 2 })
const portal = await aPortal({ maintenanceUntil: until })
after(() => portal.close())

test('during maintenance every page says until when, and how long to wait', async () => {
  portal.clock.set(MONDAY)
  for (const address of ['', '/appointments', '/log-in', '/help/contact', '/no-such-page']) {
    const { headers, text } = await portal.browser().get(`/patient-portal${address}`).expect(503)
    assert.equal(headers['retry-after'], '7200')
    assert.equal(heading(text), 'The service is not available')
    assert.match(words(text), /You can use it again from Monday 15 June 2026 at midday\./)
  }
})

test('during maintenance the aggregator gets a 503 in FHIR, without being asked for tokens', async () => {
  portal.clock.set(MONDAY)
  const { body, headers } = await supertest(portal.url).get('/FHIR/R4/Appointment').expect(503)
  assert.deepEqual([body.resourceType, body.issue[0].code], ['OperationOutcome', 'transient'])
  assert.equal(headers['retry-after'], '7200')
})

test('during maintenance the process is alive, and ready to show the page that says so', async () => {
  portal.clock.set(MONDAY)
  await portal.browser().get('/health/live').expect(200, 'live\n')
  await portal.browser().get('/health/ready').expect(200, 'ready, in maintenance\n')
})

test('after that instant the portal serves its pages without being restarted', async () => {
  portal.clock.set(until)
  await portal.browser().get('/patient-portal/log-in').expect(200)
  await portal.browser().get('/health/ready').expect(200, 'ready\n')
})

test('the instant needs its offset from UTC', () => {
  assert.ok(loadConfig({ MAINTENANCE_UNTIL: '2026-06-15T12:00:00+01:00' }).maintenanceUntil)
  for (const MAINTENANCE_UNTIL of ['2026-06-15', '2026-06-15T12:00:00', 'tomorrow', 'on'])
    assert.throws(() => loadConfig({ MAINTENANCE_UNTIL }), ConfigError)
})
