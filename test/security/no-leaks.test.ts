import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { trace } from '@opentelemetry/api'
import { whileHeld } from '../database/support.ts'
import { ask, idToken } from '../fhir/support.ts'
import { whileRefusing, withoutTable } from '../support/database/faulty-tables.ts'
import { hostileTokens } from '../support/nhs-login/misbehaviours.ts'
import { hiddenFields } from '../support/page.ts'
import { freeText, person, WatchedPortal } from './no-leaks-support.ts'

/**
 * One patient goes through everything that can be done and everything that can go wrong. Nothing of them, no token
 * and no session may stand in the log, on the console, in an address or in a header.
 */

let watched: WatchedPortal
const { nhsNumber } = person

before(async () => {
  watched = await WatchedPortal.start()
})
after(() => watched.close())

const questions = {
  days: { days: 'monday' },
  times: { times: 'morning' },
  'dates-to-avoid': { datesToAvoid: freeText },
  reason: { reason: 'ill' },
}

/** The patient has answered all four questions of a request, one of them in their own words. */
async function aboutToAsk() {
  await watched.portal.database('change_request').delete()
  const browser = await watched.patientComes()
  for (const [part, answer] of Object.entries(questions))
    await watched.fillIn(browser, `${watched.byRequest}/reschedule/${part}`, answer)
  return browser
}

test('a patient does everything there is to do', async () => {
  const { atOnce, byRequest, portal } = watched
  const browser = await aboutToAsk()
  for (const path of ['', '/appointments', '/help/privacy', '/help/contact', '/log-out', '/log-in'])
    await watched.look(browser, `/patient-portal${path}`)
  await watched.look(browser, atOnce)
  await watched.fillIn(browser, `${byRequest}/reschedule/dates-to-avoid`, {
    datesToAvoid: freeText + 'x'.repeat(600),
  })
  const page = await watched.look(browser, `${byRequest}/reschedule/check-request`)
  assert.ok(page.text.includes('Canarytext'), 'the patient sees what they wrote')
  assert.equal((await watched.fillIn(browser, `${byRequest}/reschedule/check-request`)).status, 303)
  await watched.look(browser, `${byRequest}/reschedule/received`)
  const [row] = await portal.database('change_request').select()
  assert.match(row.dates_to_avoid, /Canarytext/)
  await watched.fillIn(browser, `${atOnce}/cancel`, { reason: 'other' })
  await watched.fillIn(browser, `${atOnce}/cancel/confirm`)
  await watched.fillIn(browser, '/patient-portal/log-out')
  await watched.nothingLeaked()
})

test('someone puts a patient’s particulars where they do not belong', async () => {
  const { byRequest, portal } = watched
  for (const browser of [await watched.patientComes(), portal.browser()]) {
    for (const path of [`/patient-portal/${nhsNumber}`, `/${nhsNumber}?q=Canaryfamily`])
      await watched.look(browser, path)
    await watched.look(browser, `/patient-portal/appointment/${nhsNumber}`)
    const post = browser.post('/patient-portal/log-out').set('Referer', `https://x.example/${nhsNumber}`)
    watched.note(await post.set('User-Agent', 'Canaryfamily').type('form').send({ _csrf: nhsNumber }))
    await watched.send(browser, `${byRequest}/cancel`, { [nhsNumber]: 'Canarytext' })
    watched.note(await browser.put('/patient-portal/appointments?name=Canaryfamily'))
  }
  await watched.nothingLeaked()
})

test('the aggregator asks for a patient’s list, with everything and with something wrong', async () => {
  const { portal } = watched
  const call = randomUUID()
  const honest = await ask(portal, person, { correlationId: call })
  assert.ok(honest.text.includes(nhsNumber), 'the aggregator is told whose they are')
  for (const asking of [
    { query: `patient:identifier=${nhsNumber}` },
    { bearer: await idToken(portal, person) },
    { idToken: await idToken(portal, { ...person, nhsNumber: '9990000018' }) },
    { idToken: await idToken(portal, { ...person, birthDate: '1985-02-27' }) },
    { resource: `Patient/${nhsNumber}` },
  ])
    watched.note(await ask(portal, person, { correlationId: call, ...asking }))
  watched.note(
    await withoutTable(portal.database, 'appointment', () => ask(portal, person, { correlationId: call })),
  )
  await watched.nothingLeaked()
})

test('NHS login misbehaves in every way, and people are not who they should be', async () => {
  const { nhsLogin } = watched.portal
  const ways = [...hostileTokens, 'server-error', 'two-codes', 'token-strange-error'] as const
  for (const misbehaviour of [...ways, 'reused-jti', 'reused-jti'] as const) {
    nhsLogin.misbehaviour = misbehaviour
    await watched.logIn()
  }
  nhsLogin.misbehaviour = 'none'
  for (const changes of [
    { birthDate: '1985-02-27' },
    { nhsNumber: '9990000018' },
    { birthDate: '2020-02-28' },
  ]) {
    nhsLogin.person = { ...person, ...changes }
    await watched.logIn()
  }
  await watched.nothingLeaked()
})

async function sendEverything(browser: Awaited<ReturnType<typeof aboutToAsk>>, ready: object) {
  const { byRequest } = watched
  await watched.send(browser, `${byRequest}/reschedule/check-request`, ready)
  const { _csrf } = ready as { _csrf: string }
  const another = { _csrf, datesToAvoid: `${freeText} again` }
  await watched.send(browser, `${byRequest}/reschedule/dates-to-avoid`, another)
  await watched.look(browser, '/patient-portal/appointments')
}

for (const table of ['session', 'change_request', 'patient', 'appointment', 'accepted_change', 'used_once'])
  test(`the table ${table} is lost while the patient sends what they wrote`, async () => {
    const { byRequest, portal } = watched
    const browser = await aboutToAsk()
    const ready = hiddenFields((await watched.look(browser, `${byRequest}/reschedule/check-request`)).text)
    assert.ok(ready.datesToAvoid)
    await withoutTable(portal.database, table, () => sendEverything(browser, ready))
    await watched.nothingLeaked()
  })

for (const [table, verb] of [
  ['session', 'update'],
  ['change_request', 'insert'],
] as const)
  test(`the database refuses to keep what the patient wrote, in ${table}`, async () => {
    const { byRequest, portal } = watched
    const browser = await aboutToAsk()
    const ready = hiddenFields((await watched.look(browser, `${byRequest}/reschedule/check-request`)).text)
    await whileRefusing(portal.database, { verb, table, message: 'Canarytrigger' }, () =>
      sendEverything(browser, ready),
    )
    await watched.nothingLeaked()
  })

test('the database is held by another while the patient sends what they wrote', async () => {
  const { byRequest, portal } = watched
  const browser = await aboutToAsk()
  const ready = hiddenFields((await watched.look(browser, `${byRequest}/reschedule/check-request`)).text)
  await whileHeld(portal.database, () =>
    watched.send(browser, `${byRequest}/reschedule/check-request`, ready),
  )
  await watched.nothingLeaked()
})

test('the canaries would be found', async () => {
  const { portal, seen, collector } = watched
  const found = (where: RegExp) => assert.rejects(watched.nothingLeaked(), where)
  portal.logged.unshift('{"msg":"Canaryfamily"}')
  await found(/logged/)
  portal.logged.shift()
  seen.unshift('/patient-portal?nhs=9434765919')
  await found(/address/)
  seen.shift()

  const span = trace.getTracer('portal').startSpan('planted')
  span.setAttribute('patient', 'Canaryfamily')
  span.end()
  await found(/traces/)
  collector.received.length = 0
  await theOutboxSays('Canaryfamily')
  await found(/outbox/)
  await theOutboxSays('appointment-cancelled')
  portal.metrics.requests.observe({ method: 'GET', route: `/${nhsNumber}`, status: '200' }, 1)
  await found(/metrics/)
  portal.metrics.registry.resetMetrics()
  await watched.nothingLeaked()
})

async function theOutboxSays(kind: string) {
  assert.ok((await watched.portal.database('outbox').update({ kind })) > 0)
}
