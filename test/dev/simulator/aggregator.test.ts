import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { Simulator } from '../../../src/dev/simulator/simulator.ts'
import { PortalDouble } from './portal-double.ts'
import { ADA, startForTest } from './relying-party.ts'

/** How the simulated aggregator asks a portal, and what it makes of the answer. */

let portal: PortalDouble
let simulator: Simulator
before(async () => {
  portal = await PortalDouble.start()
  simulator = await startForTest(portal.url)
})
after(async () => {
  await simulator.close()
  await portal.close()
})
beforeEach(() => {
  portal.status = 200
  portal.answer = portal.bundle(portal.appointment())
})

const list = async () => (await fetch(`${simulator.issuer}/app/1`)).text()
const OPEN = '/app/1/open?appointment=3f2c8a52-7d2e-4a7f-9a51-0d2f5d9b1c10'

test('the portal is asked as the aggregator asks', async () => {
  portal.received.length = 0
  await list()
  await list()
  const [{ url, headers } = {} as IncomingMessage, again] = portal.received
  assert.equal(
    url,
    `/FHIR/R4/Appointment?patient%3Aidentifier=${encodeURIComponent(`https://fhir.nhs.uk/Id/nhs-number|${ADA.nhsNumber}`)}`,
  )
  const { accessTokens, idTokens } = simulator.aggregator
  const bearer = String(headers?.authorization).replace('Bearer ', '')
  const access = await jwtVerify(bearer, createRemoteJWKSet(new URL(accessTokens.keysUrl)), accessTokens)
  assert.equal(access.payload.client_id, accessTokens.clientIds[0])
  const idToken = String(headers?.['nhsd-id-token'])
  const { payload, protectedHeader } = await jwtVerify(
    idToken,
    createRemoteJWKSet(new URL(idTokens.keysUrl)),
    idTokens,
  )
  assert.equal(protectedHeader.alg, 'RS512')
  const { birthdate, identity_proofing_level: level, nhs_number: nhsNumber } = payload
  assert.deepEqual([nhsNumber, birthdate, level], [ADA.nhsNumber, ADA.birthDate, 'P9'])
  assert.notEqual(headers?.['x-correlation-id'], again?.headers['x-correlation-id'])
  assert.equal(again?.headers.authorization, headers?.authorization, 'the access token is kept')
})

test('only the client with the secret is given an access token', async () => {
  const url = simulator.aggregator.accessTokens.keysUrl.replace(/keys$/, 'token')
  const ask = (body: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(body) })
  const grant = { grant_type: 'client_credentials', client_id: 'patient-care-aggregator' }
  assert.equal((await ask({ ...grant, client_secret: 'guess' })).status, 401)
  assert.equal((await ask(grant)).status, 401)
  assert.equal((await ask({ ...grant, grant_type: 'password' })).status, 400)
})

for (const [status, request, code] of [
  ['booked', undefined, 'booked'],
  ['booked', 'Pending Cancellation', 'bookedPendingCancellation'],
  ['booked', 'Pending Reschedule', 'bookedPendingReschedule'],
  ['booked', 'Confirmed Attendance', 'booked'],
  ['cancelled', 'Pending Reschedule', 'cancelledPendingReschedule'],
  ['noshow', undefined, 'noshow'],
] as const)
  test(`${status} with ${request ?? 'no request'} is ${code} in the app`, async () => {
    portal.answer = portal.bundle(portal.appointment({ status }, request))
    assert.ok((await list()).includes(`<code>${code}</code>`))
  })

for (const [what, changes] of Object.entries({
  'another status': { status: 'arrived' },
  'no specialty': { specialty: undefined },
  'no link': { extension: [] },
  'a time without a zone': { start: '2126-07-01T08:30:00' },
  'no trust': { participant: [{ actor: { type: 'Location', display: 'Ward 7' }, status: 'accepted' }] },
  'no title': { description: '' },
}))
  test(`one appointment with ${what} makes the aggregator drop them all, and the app says so`, async () => {
    portal.answer = portal.bundle(portal.appointment(), portal.appointment(changes))
    const page = await list()
    assert.match(page, /appointments cannot be shown/)
    assert.match(page, /<code>structure: entry/)
    assert.ok(!page.includes('Heart'))
    assert.equal((await fetch(simulator.issuer + OPEN, { redirect: 'manual' })).status, 404)
  })

test('a portal that refuses, or answers nonsense, is reported in the aggregator’s words', async () => {
  portal.status = 503
  portal.answer = { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'Away & back' }] }
  assert.match(await list(), /<code>http-503: Away &amp; back<\/code>/)
  portal.status = 200
  portal.answer = 'no JSON'
  assert.match(await list(), /<code>exception<\/code>/)
})
