import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { someone } from '../features/appointments/support.ts'
import { newPerson } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import { BAD_QUERY, isRefused, NO_ACCESS, NOT_THEM, UNDER_16 } from './refused.ts'
import { accessToken, ask, identifier, idToken, SYSTEM } from './support.ts'

/** Every row of the Get Appointments API's table of errors, and other errors; all answers are FHIR. */

const portal = await aPortal()
after(() => portal.close())

test('401 without a bearer token, before any other check', async () => {
  const address = `${portal.url}/FHIR/R4/Appointment`
  isRefused(await supertest(address).get(''), NO_ACCESS)
  for (const authorization of [
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'bearer',
    `Token ${await accessToken(portal)}`,
  ])
    isRefused(await supertest(address).get('').set('Authorization', authorization), NO_ACCESS)
})

test('401 without an ID token, and with that of another patient', async () => {
  const { person } = await someone(portal)
  isRefused(await ask(portal, person, { idToken: '' }), NOT_THEM)
  const { person: other } = await someone(portal)
  isRefused(await ask(portal, person, { idToken: await idToken(portal, other) }), NOT_THEM)
})

test('401 with the ID token of a person who acts for the patient', async () => {
  const { person } = await someone(portal)
  for (const act of ['eyJzdWIiOiJwcm94eSJ9', null])
    isRefused(await ask(portal, person, { idToken: await idToken(portal, person, { act }) }), NOT_THEM)
})

test('401 when the date of birth differs from the record', async () => {
  const { person } = await someone(portal)
  isRefused(await ask(portal, { ...person, birthDate: '1970-03-15' }), NOT_THEM)
})

test('403 for a person under 16, by the date in London', async () => {
  // The 16th birthday begins in London at 23:00 UTC of the day before.
  const { person } = await someone(portal)
  const sixteen = { ...person, birthDate: '2010-06-16' }
  await portal.database('patient').where('nhs_number', person.nhsNumber).update({ birth_date: '2010-06-16' })
  const before = portal.clock.now()
  portal.clock.set('2026-06-15T22:59:59Z')
  isRefused(await ask(portal, sixteen), UNDER_16)
  portal.clock.set('2026-06-15T23:00:00Z')
  const { body } = await ask(portal, sixteen)
  assert.equal(body.total, 1)
  isRefused(await ask(portal, { ...person, birthDate: '2999-01-01' }), UNDER_16)
  portal.clock.set(before)
})

test('404 for an unknown resource, and for an address below one', async () => {
  for (const resource of ['Patient', 'appointment', `Appointment/${randomUUID()}`, 'Appointment/_search', ''])
    isRefused(await ask(portal, newPerson(), { resource }), {
      status: 404,
      code: 'not-found',
      diagnostics: 'NOT_FOUND',
    })
})

test('406 for a caller that accepts no JSON, and none for one that also accepts JSON', async () => {
  const { person } = await someone(portal)
  for (const accept of [
    'application/fhir+xml',
    'application/xml, text/xml',
    'text/html',
    'application/fhir+xml;q=1',
  ])
    isRefused(await ask(portal, person, { accept }), { status: 406, code: 'not-supported' })
  for (const accept of [
    '*/*',
    'application/json',
    'application/fhir+json',
    'application/fhir+xml, application/fhir+json;q=0.1',
  ])
    assert.equal((await ask(portal, person, { accept })).status, 200, accept)
})

test('405 for all methods except GET and HEAD', async () => {
  for (const method of ['post', 'put', 'delete'] as const) {
    const answer = await ask(portal, newPerson(), { method })
    isRefused(answer, { status: 405, code: 'not-supported' })
    assert.equal(answer.headers.allow, 'GET, HEAD')
  }
  const { person } = await someone(portal)
  const head = await ask(portal, person, { method: 'head' })
  assert.equal(head.status, 200)
})

test('the checks run in the published order: each fault hides those after it', async () => {
  const child = { ...newPerson(), birthDate: '2020-01-01' }
  const wrong = identifier(`${SYSTEM}|9990000019`)
  const bearer = await accessToken(portal, { aud: 'another' })
  isRefused(await ask(portal, child, { bearer, query: wrong, idToken: 'x' }), NO_ACCESS)
  isRefused(await ask(portal, child, { query: wrong, idToken: 'x' }), BAD_QUERY)
  isRefused(await ask(portal, child, { idToken: 'x' }), NOT_THEM)
  const other = await idToken(portal, { ...newPerson(), birthDate: '2020-01-01' })
  isRefused(await ask(portal, child, { idToken: other }), NOT_THEM)
  isRefused(await ask(portal, child), UNDER_16)
})

test('a repeated header is refused, in any order', async () => {
  const { person } = await someone(portal)
  const query = `?patient:identifier=${encodeURIComponent(`${SYSTEM}|${person.nhsNumber}`)}`
  const once: [string, string][] = [
    ['Authorization', `Bearer ${await accessToken(portal)}`],
    ['NHSD-ID-Token', await idToken(portal, person)],
    ['X-Correlation-ID', randomUUID()],
  ]
  const statusOf = async (headers: [string, string][]) => {
    const { request } = await import('node:http')
    return new Promise(done => {
      request(`${portal.url}/FHIR/R4/Appointment${query}`, { headers: headers.flat() }, answer => {
        answer.resume()
        done(answer.statusCode)
      }).end()
    })
  }
  const withHost: [string, string][] = [['Host', 'localhost'], ...once]
  assert.equal(await statusOf(withHost), 200)
  for (const [index, status] of [401, 401, 400].entries())
    for (const value of [once[index]?.[1] ?? '', 'another']) {
      const again: [string, string] = [once[index]?.[0] ?? '', value]
      assert.equal(await statusOf([...withHost, again]), status)
      assert.equal(await statusOf([again, ...withHost]), status)
    }
})

test('431 for headers or a query that are too long, in FHIR as well', async () => {
  const long = 'a'.repeat(20_000)
  for (const asking of [{ idToken: long }, { bearer: long }, { query: `patient:identifier=${long}` }]) {
    const answer = await ask(portal, newPerson(), asking)
    isRefused(answer, { status: 431, code: 'exception' })
  }
})
