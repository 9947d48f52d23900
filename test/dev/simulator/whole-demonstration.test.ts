import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { demonstrationPeople } from '../../../src/dev/demonstration/people.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import { londonDate } from '../../../src/shared/dates.ts'
import { startDemonstration } from '../../support/demonstration.ts'

/** The simulated NHS App reads its lists through the portal's own API, for every demonstration person. */

const { nhsApp, url } = await startDemonstration({ after })

const people = demonstrationPeople(londonDate(systemClock.now()))

async function listOf(givenName: string): Promise<{ page: string; ids: string[] }> {
  const place = people.findIndex(person => person.givenName.startsWith(givenName)) + 1
  assert.ok(place > 0, givenName)
  const page = await (await fetch(`${nhsApp}/app/${place}`)).text()
  return { page, ids: [...page.matchAll(/open\?appointment=([0-9a-f-]{36})"/g)].map(([, id = '']) => id) }
}

test('everybody’s list is there, but of those who may not be shown one', async () => {
  for (const [name, problem] of [
    ['Lily', /http-403: UNDER_16_DENIED/],
    ['Nadia', /http-401: NHSD-ID-Token/],
  ] as const) {
    const { ids, page } = await listOf(name)
    assert.match(page, problem)
    assert.deepEqual(ids, [])
  }
  const others = people.filter(({ givenName }) => !/^(Lily|Nadia)/.test(givenName))
  const counts: Record<string, number> = {}
  for (const { givenName } of others) {
    const { ids, page } = await listOf(givenName)
    assert.doesNotMatch(page, /cannot be shown/, givenName)
    counts[givenName] = ids.length
  }
  assert.equal(counts.Winston, 200)
  for (const name of ['Margaret', 'Oliver', 'Peter', 'Rose']) assert.equal(counts[name], 0, name)
  for (const name of ['Amira', 'Joan', 'Imran']) assert.ok(Number(counts[name]) > 0, name)
})

test('what was asked for, cancelled, attended and missed has the app’s code', async () => {
  for (const [name, ...codes] of [
    ['Brian', 'bookedPendingCancellation'],
    ['Chloe', 'bookedPendingReschedule'],
    ['David', 'fulfilled', 'noshow', 'cancelled'],
    ['Amira', 'booked'],
  ] as const) {
    const { page } = await listOf(name)
    for (const code of codes) assert.ok(page.includes(`<code>${code}</code>`), `${name}: ${code}`)
  }
})

test('an appointment opens by its link, and NHS login is asked who it is', async () => {
  const { ids } = await listOf('Amira')
  const address = `${nhsApp}/app/1/open?appointment=${ids[0]}`
  const opened = await fetch(address, { redirect: 'manual' })
  const link = new URL(opened.headers.get('location') ?? '')
  assert.equal(link.origin + link.pathname, `${url}/patient-portal/appointment/${ids[0]}`)
  const away = await supertest(url)
    .get(link.pathname + link.search)
    .expect(303)
  const authorize = new URL(String(away.headers.location))
  assert.equal(authorize.origin + authorize.pathname, `${nhsApp}/authorize`)
  assert.equal(authorize.searchParams.get('prompt'), 'none')
})
