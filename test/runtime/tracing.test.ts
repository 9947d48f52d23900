import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { aboutToCancel, someone, someoneLoggedIn } from '../features/appointments/support.ts'
import { plainSql } from '../support/database/dialects.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { send } from '../support/form.ts'
import { aPortal } from '../support/portal.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { attribute, TraceCollector } from '../support/trace-collector.ts'

async function aTracedPortal(t: TestContext, trustProxy = 0) {
  const collector = await TraceCollector.start()
  const portal = await aPortal({ traceCollector: collector.url, trustProxy })
  t.after(async () => {
    await portal.close()
    await collector.close()
  })
  return { collector, portal }
}

const APPOINTMENT = '/patient-portal/appointment/:appointmentId'
const SERVER = 2
const CLIENT = 3

test('a request is a span named by its route, with a span below it for every statement', async t => {
  const { collector, portal } = await aTracedPortal(t)
  const patient = await someoneLoggedIn(portal)
  const sure = await aboutToCancel(patient)
  await send(patient.browser, `${patient.address}/cancel/confirm`, sure).expect(303)

  const [request] = await collector.spansNamed(`POST ${APPOINTMENT}/cancel/confirm`)
  assert.ok(request)
  assert.deepEqual([request.kind, request.parentSpanId], [SERVER, undefined])
  assert.equal(attribute(request, 'http.response.status_code'), 303)
  assert.match(portal.logged.join(''), new RegExp(`"reference":"${attribute(request, 'portal.reference')}"`))
  const statements = collector.spans.filter(({ parentSpanId }) => parentSpanId === request.spanId)
  for (const { kind, traceId } of statements) assert.deepEqual([kind, traceId], [CLIENT, request.traceId])
  const texts = statements.map(span => plainSql(String(attribute(span, 'db.query.text'))))
  for (const wanted of [
    /^insert into accepted_change/,
    /from session where id_hash = \?/,
    /^update appointment/,
    /^insert into outbox/,
  ])
    assert.ok(
      texts.some(text => wanted.test(text)),
      `${wanted} in ${texts.join('\n')}`,
    )
})

test('what is asked of NHS login is a span of the request that waited for it', async t => {
  const { collector, portal } = await aTracedPortal(t)
  await someoneLoggedIn(portal)
  const [callback] = await collector.spansNamed('GET /patient-portal/log-in/callback')
  const asked = await collector.spansNamed('NHS login', 2)
  const token = asked.find(span => attribute(span, 'url.path') === '/token')
  assert.equal(token?.parentSpanId, callback?.spanId)
  assert.equal(token && attribute(token, 'http.response.status_code'), 200)
})

const ELSEWHERE = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
const headers = {
  traceparent: `00-${ELSEWHERE.traceId}-${ELSEWHERE.spanId}-01`,
  tracestate: 'canary=Canaryfamily',
  baggage: 'canary=Canaryfamily',
}

test('a trace begun by the proxy in front is gone on with, and nothing else is taken from it', async t => {
  const { collector, portal } = await aTracedPortal(t, 1)
  await portal.browser().get('/patient-portal/log-in').set(headers).expect(200)
  const [span] = await collector.spansNamed('GET /patient-portal/log-in')
  assert.deepEqual([span?.traceId, span?.parentSpanId], [ELSEWHERE.traceId, ELSEWHERE.spanId])
  assert.doesNotMatch(collector.received.join(), /canary/i)
})

test('a trace begun by a stranger is not', async t => {
  const { collector, portal } = await aTracedPortal(t)
  await portal.browser().get('/patient-portal/log-in').set(headers).expect(200)
  const [span] = await collector.spansNamed('GET /patient-portal/log-in')
  assert.notEqual(span?.traceId, ELSEWHERE.traceId)
  assert.equal(span?.parentSpanId, undefined)
})

test('what fails is marked as failed, without a word about why', async t => {
  const { collector, portal } = await aTracedPortal(t)
  const { browser, address } = await someoneLoggedIn(portal)
  await withoutTable(portal.database, 'clinic', async () => void (await browser.get(address).expect(500)))
  const [request] = await collector.spansNamed(`GET ${APPOINTMENT}`)
  assert.deepEqual(request?.status, { code: 2 })
  const failed = collector.spans.filter(
    span => span.parentSpanId === request?.spanId && span.status.code === 2,
  )
  assert.equal(failed.length, 1)
  assert.doesNotMatch(collector.received.join(), /no such table|Invalid object name/)
})

test('no page waits for a collector that never answers, or for one that is gone', async () => {
  const collector = await TraceCollector.start()
  const portal = await aPortal({ traceCollector: collector.url })
  try {
    collector.answers = false
    const { browser, address } = await someoneLoggedIn(portal)
    const visit = async () => {
      const [took] = await timeTaken(async () => {
        for (let times = 0; times < 50; times++) await browser.get(address).expect(200)
      })
      assert.ok(took < 10_000, `${took} ms`)
    }
    await visit()
    await collector.spansNamed(`GET ${APPOINTMENT}`)
    await collector.close()
    await visit()
  } finally {
    const [took] = await timeTaken(() => portal.close())
    assert.ok(took < 10_000, `${took} ms`)
  }
  assert.doesNotMatch(portal.logged.join(''), /"level":[56]0/)
})

test('without a collector no span is made, also for a request with a trace', async t => {
  const portal = await aPortal({ trustProxy: 1 })
  t.after(() => portal.close())
  const { address } = await someone(portal)
  await portal.browser().get(address).set(headers).expect(303)
  const { trace } = await import('@opentelemetry/api')
  assert.equal(trace.getTracer('portal').startSpan('any').isRecording(), false)
})
