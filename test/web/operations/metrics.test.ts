import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { whileHeld } from '../../database/support.ts'
import { aboutToCancel, aRequest, someoneLoggedIn } from '../../features/appointments/support.ts'
import { withoutTable } from '../../support/database/faulty-tables.ts'
import { send } from '../../support/form.ts'
import { readMetrics, sampleOf, samplesOf } from '../../support/metrics.ts'
import { aPortal, MONDAY } from '../../support/portal.ts'
import { until } from '../../support/time/until.ts'

async function ourPortal(t: TestContext) {
  const portal = await aPortal()
  t.after(() => portal.close())
  return portal
}

const REQUESTS = 'http_request_duration_seconds_count'

test('every request is counted by the template of its route, its method and its status, and by nothing else', async t => {
  const portal = await ourPortal(t)
  const { browser, address } = await someoneLoggedIn(portal)
  const page = await browser.get(address).expect(200)
  await browser.get(`${address}?name=Canary`).expect(200)
  await browser.post(`${address}/cancel`).expect(403)
  await browser.put(address).expect(403)
  await browser.get('/patient-portal/Canary').expect(404)
  await browser.get(/href="(\/assets\/[^"]+)"/.exec(page.text)?.[1] ?? '').expect(200)
  await browser.get('/').expect(303)

  const samples = await readMetrics(portal)
  const count = (method: string, route: string, status: string) =>
    sampleOf(samples, REQUESTS, { method, route, status })
  const appointment = '/patient-portal/appointment/:appointmentId'
  assert.equal(count('GET', appointment, '200'), 2)
  assert.equal(count('POST', `${appointment}/cancel`, '403'), 1)
  assert.equal(count('other', appointment, '403'), 1)
  assert.equal(count('GET', 'none', '404'), 1)
  assert.equal(count('GET', '/assets', '200'), 1)
  assert.equal(count('GET', '/', '303'), 1)
  const seconds = { method: 'GET', route: appointment, status: '200' }
  assert.equal(sampleOf(samples, 'http_request_duration_seconds_bucket', { ...seconds, le: '+Inf' }), 2)
  assert.ok(Number(sampleOf(samples, 'http_request_duration_seconds_sum', seconds)) > 0)
})

test('a request whose browser goes away before the response is counted as unfinished', async t => {
  const portal = await ourPortal(t)
  const { browser, address } = await someoneLoggedIn(portal)
  const { promise: arrived, resolve: arrives } = Promise.withResolvers<void>()
  t.mock.method(portal.database.client, 'runAtOnce', () => undefined)
  const stuck = t.mock.method(portal.database.client, 'acquireConnection', () => {
    arrives()
    return new Promise(() => {})
  })
  const request = browser.get(address)
  const gone = assert.rejects(async () => request, { code: 'ABORTED' })
  await arrived
  request.abort()
  await gone
  stuck.mock.restore()
  const counted = async () => sampleOf(await readMetrics(portal), REQUESTS, { status: 'unfinished' })
  await until('it is counted', async () => (await counted()) !== undefined)
  assert.equal(await counted(), 1)
})

test('the public, whose requests come through a proxy, cannot read them', async t => {
  const portal = await ourPortal(t)
  for (const header of ['X-Forwarded-For', 'Forwarded'])
    await portal.browser().get('/metrics').set(header, 'for=192.0.2.1').expect(404)
  const { headers } = await portal.browser().get('/metrics').expect(200)
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/)
  assert.equal(headers['set-cookie'], undefined)
  assert.equal(headers['cache-control'], 'no-cache, no-store, max-age=0')
})

test('changes not yet delivered and requests not yet answered are counted, with their age', async t => {
  const portal = await ourPortal(t)
  const [one, two] = [await someoneLoggedIn(portal), await someoneLoggedIn(portal)]
  await send(one.browser, `${one.address}/cancel/confirm`, await aboutToCancel(one)).expect(303)
  await aRequest(portal.database, two.id, 'cancel')
  portal.clock.set(MONDAY.add({ hours: 24 * 4 }))
  const samples = await readMetrics(portal)
  assert.equal(sampleOf(samples, 'portal_database_up'), 1)
  assert.equal(sampleOf(samples, 'portal_outbox_unsent'), 1)
  assert.equal(sampleOf(samples, 'portal_outbox_oldest_unsent_seconds'), 4 * 24 * 60 * 60)
  assert.equal(sampleOf(samples, 'portal_outbox_set_aside'), 0)
  assert.equal(sampleOf(samples, 'portal_change_requests_open', { age: '7d' }), 1)
  assert.equal(sampleOf(samples, 'portal_change_requests_open', { age: 'older' }), 0)
  assert.equal(sampleOf(samples, 'portal_change_requests_past_promise'), 1)
})

test('a database that cannot be read takes only its own figures away', async t => {
  const portal = await ourPortal(t)
  const samples = await withoutTable(portal.database, 'outbox', () => readMetrics(portal))
  assert.equal(sampleOf(samples, 'portal_database_up'), 0)
  for (const name of [
    'portal_outbox_unsent',
    'portal_change_requests_past_promise',
    'portal_change_requests_open',
  ])
    assert.ok(!samples.some(each => each.name === name), name)
  assert.equal(sampleOf(samples, 'portal_database_pool_pending'), 0)
  assert.ok(Number(sampleOf(samples, 'process_cpu_seconds_total')) > 0)
})

test('a flood of readers of a busy database shares one query, is answered, and leaves the pool to others', async t => {
  const portal = await ourPortal(t)
  await whileHeld(portal.database, async () => {
    const flood = Array.from({ length: 200 }, () => portal.browser().get('/metrics').expect(200))
    for (const { text } of await Promise.all(flood)) {
      const samples = samplesOf(text)
      assert.equal(sampleOf(samples, 'portal_database_up'), 0)
      assert.ok(Number(sampleOf(samples, 'portal_database_pool_pending')) <= 1)
    }
  })
})

test('what is counted of the process and of the release is there from the start', async t => {
  const portal = await ourPortal(t)
  const samples = await readMetrics(portal)
  assert.equal(samples.find(({ name }) => name === 'portal_build_info')?.labels.version, '0.1.0')
  for (const name of [
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_heap_size_used_bytes',
  ])
    assert.notEqual(sampleOf(samples, name), undefined, name)
  assert.equal(sampleOf(samples, 'portal_log_ins_total', { outcome: 'success' }), 0)
})
