import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPortal, someone, someoneLoggedIn } from '../features/appointments/support.ts'
import { hiddenFields, type TestPortal } from '../support/portal.ts'
import { contents, everyRoute, pathOf } from './support.ts'

/** Pages that anyone may open; every other page is for a patient who is logged in. */
const FOR_ANYONE = [
  '/log-in',
  '/log-in/callback',
  '/log-in/no-consent',
  '/log-in/problem/:problem',
  '/log-in/cannot-show',
  '/log-in/under-16',
  '/log-out',
  '/logged-out',
  '/timed-out',
  '/help/cookies',
  '/help/accessibility',
  '/help/privacy',
  '/help/contact',
]

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const forPatients = everyRoute().filter(({ address }) => !FOR_ANYONE.includes(address))

test('what anyone may open is a list, and all the rest is for patients', () => {
  const known = everyRoute().map(({ address }) => address)
  assert.deepEqual(
    FOR_ANYONE.filter(address => !known.includes(address)),
    [],
  )
  assert.ok(forPatients.length >= 16)
})

for (const route of forPatients)
  test(`nobody sees or sends ${route.address} without logging in`, async () => {
    const { id } = await someone(portal)
    const path = pathOf(route, id)
    const before = await contents(portal.database)
    const anyone = portal.browser()
    for (const method of ['get', 'head', 'post', 'put', 'patch', 'delete'] as const) {
      const response = await anyone[method](path)
      assert.equal(response.status, 303, method)
      assert.equal(response.headers.location, '/patient-portal/log-in', method)
      assert.ok((response.text ?? '').length < 200)
    }
    assert.equal(await contents(portal.database), before)
  })

/** What is the same for two requests but for tokens and references. */
const same = (html: string) =>
  html.replaceAll(/value="[0-9a-f]{256}"/g, '').replaceAll(/\b[0-9a-f]{8}\b/g, '')

for (const route of forPatients.filter(({ address }) => address.includes(':appointmentId')))
  test(`another’s appointment, an unknown one and a hidden one look the same at ${route.address}`, async () => {
    const { browser, id, patientId } = await someoneLoggedIn(portal, { appointment: { hidden: true } })
    const other = await someone(portal)
    const { _csrf } = hiddenFields((await browser.get('/patient-portal/log-out')).text)
    const before = await contents(portal.database)
    const ids = [other.id, '00000000-0000-4000-8000-000000000000', id, patientId, other.id.toUpperCase()]
    ids.push('1', '%00', "'%20or%201=1", '..', '%2e%2e%2f', 'x'.repeat(5000))
    const pages = new Set<string>()
    for (const each of ids) {
      const page = await browser.get(pathOf(route, each))
      assert.equal(page.status, 404, each)
      pages.add(same(page.text))
      if (!route.submits) continue
      const sent = await browser.post(pathOf(route, each)).type('form').send({ _csrf, reason: 'other' })
      assert.ok([404, 400].includes(sent.status), `${each} ${sent.status}`)
      if (sent.status === 404) pages.add(same(sent.text))
    }
    assert.equal(pages.size, 1)
    assert.equal(await contents(portal.database), before)
  })
