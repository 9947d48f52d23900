import assert from 'node:assert/strict'
import { createPrivateKey, randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { SignJWT } from 'jose'
import { access, keyPem, startWayfinder, type Wayfinder } from '../../support/wayfinder.ts'

/** The simulated services refuse what the published ones refuse: each row of errors, by hand. */

let wayfinder: Wayfinder
const closing: (() => unknown)[] = []
before(async () => {
  wayfinder = await startWayfinder({ after: end => void closing.push(end) })
})
after(() => closing.forEach(end => void end()))
beforeEach(async () => {
  token = await goodToken()
})

let token = ''
const seconds = () => Math.floor(Date.now() / 1000)

async function assertion(changes: Record<string, unknown> = {}, header: Record<string, string> = {}) {
  const claims = {
    iss: access.apiKey,
    sub: access.apiKey,
    aud: wayfinder.reporting.tokenUrl,
    jti: randomUUID(),
    exp: seconds() + 300,
    ...changes,
  }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS512', typ: 'JWT', kid: access.keyId, ...header })
    .sign(createPrivateKey(keyPem))
}

async function askForToken(client_assertion: string, changes: Record<string, string> = {}) {
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const body = { grant_type: 'client_credentials', client_assertion_type, client_assertion, ...changes }
  return fetch(wayfinder.reporting.tokenUrl, { method: 'POST', body: new URLSearchParams(body) })
}

async function goodToken(): Promise<string> {
  return (await (await askForToken(await assertion())).json()).access_token
}

test('a token is given for a signed JWT, and for nothing less', async () => {
  const used = await assertion()
  assert.equal((await askForToken(used)).status, 200)
  for (const [what, made] of Object.entries({
    'used before': used,
    'lives too long': await assertion({ exp: seconds() + 330 }),
    'has ended': await assertion({ exp: seconds() - 10 }),
    'another issuer': await assertion({ iss: 'another' }),
    'another subject': await assertion({ sub: 'another' }),
    'another audience': await assertion({ aud: wayfinder.url }),
    'without an id': await assertion({ jti: undefined }),
    'another key id': await assertion({}, { kid: 'test-2' }),
    'another type': await assertion({}, { typ: 'at+jwt' }),
    'another algorithm': await assertion({}, { alg: 'RS256' }),
    'no JWT': 'x',
  }))
    assert.equal((await askForToken(made)).status, 401, what)
  assert.equal((await askForToken(await assertion(), { grant_type: 'password' })).status, 401)
  assert.equal((await askForToken(await assertion(), { client_assertion_type: 'x' })).status, 400)
})

const missed = { EventCode: 'APPT-DNA', Timestamp: '2026-06-15T09:00:00.000Z', AppointmentId: 'a' }
const logIn = {
  EventCode: 'SESSION',
  Timestamp: missed.Timestamp,
  NHSNumber: '9990000018',
  Id: 's',
  isOpenInNHSApp: true,
  Status: 'success',
}
const booked = {
  EventCode: 'APPT',
  Timestamp: missed.Timestamp,
  NHSNumber: '9990000018',
  Id: 'a',
  AppointmentDate: '2026-07-01T09:00:00+01:00',
  ODSCode: 'RFF',
}

async function send(body: unknown, headers: Record<string, string> = {}) {
  const given = {
    Authorization: `Bearer ${token}`,
    'X-Correlation-ID': randomUUID(),
    'client-id': access.reportingClientId,
    'Content-Type': 'application/json',
    ...headers,
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(`${wayfinder.reporting.url}/`, { method: 'POST', headers: given, body: text })
  return { status: answer.status, headers: answer.headers, body: await answer.json().catch(() => undefined) }
}

test('events that keep the rules are taken, and the correlation id comes back', async () => {
  const id = randomUUID()
  const answer = await send([logIn, booked, missed], { 'X-Correlation-ID': id })
  assert.deepEqual(
    [answer.status, answer.body, answer.headers.get('x-correlation-id')],
    [200, { status: 'ok' }, id],
  )
})

const WRONG: [string, object][] = [
  ['without a time', { ...missed, Timestamp: undefined }],
  ['a time without milliseconds', { ...missed, Timestamp: '2026-06-15T09:00:00Z' }],
  ['a time that is not UTC', { ...missed, Timestamp: '2026-06-15T09:00:00.000+01:00' }],
  ['without its appointment', { ...missed, AppointmentId: undefined }],
  ['an id of 101 characters', { ...missed, AppointmentId: 'x'.repeat(101) }],
  ['an unknown field', { ...missed, Name: 'x' }],
  ['an unknown code', { ...missed, EventCode: 'APPT-LOST' }],
  ['a number for a text', { ...booked, NHSNumber: 9990000018 }],
  ['an NHS number that begins with 0', { ...booked, NHSNumber: '0990000018' }],
  ['an organisation of six characters', { ...booked, ODSCode: 'RFF001' }],
  ['an unknown state', { ...booked, Status: 'pending' }],
  ['a log-in spelt rightly', { ...logIn, Status: 'dobMismatch' }],
  ['a tracking id that is no UUID', { ...logIn, TrackingId: 'x' }],
  ['a device of 513 characters', { ...logIn, Device: 'x'.repeat(513) }],
]

test('one event that is wrong refuses its batch, names its place, and nothing of it is kept', async () => {
  for (const [what, wrong] of WRONG) {
    const before = wayfinder.simulated.events.size
    const other = { ...missed, AppointmentId: randomUUID() }
    wayfinder.simulated.resetRateLimit()
    const { status, body } = await send([other, wrong, {}])
    assert.equal(status, 400, what)
    assert.match(body.message, /^validation error for .* event at index \[1\]: /, what)
    assert.equal(wayfinder.simulated.events.size, before, what)
  }
})

test('each row of errors', async () => {
  const rows: [number, unknown, Record<string, string>?][] = [
    [401, [missed], { Authorization: '' }],
    [401, [missed], { Authorization: 'Bearer x' }],
    [400, [missed], { 'X-Correlation-ID': 'x' }],
    [400, [missed], { 'client-id': 'x' }],
    [400, []],
    [400, missed],
    [400, '[{'],
    [413, [{ ...missed, AppointmentId: 'x'.repeat(2_000_000) }]],
  ]
  wayfinder.simulated.resetRateLimit()
  for (const [status, body, headers] of rows) assert.equal((await send(body, headers)).status, status)
  const many = await Promise.all(Array.from({ length: 30 }, () => send([missed])))
  const tooMany = many.filter(({ status }) => status === 429)
  assert.ok(tooMany.length > 0)
  assert.equal(tooMany[0]?.headers.get('retry-after'), '1')
})

test('its page shows what it received', async () => {
  wayfinder.simulated.resetRateLimit()
  await send([{ ...missed, AppointmentId: '<b>' }])
  wayfinder.simulated.records.add('9990000018')
  const page = await (await fetch(`${wayfinder.url}/wayfinder`)).text()
  for (const words of [/APPT-DNA: \d/, /9990000018/, /It knows of 1 patient,/, /&lt;b&gt;/])
    assert.match(page, words)
})
