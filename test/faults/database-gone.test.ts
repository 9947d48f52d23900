import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { aboutToCancel, someoneLoggedIn } from '../features/appointments/support.ts'
import { aTrust } from '../support/builders.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { aDatabaseToShare } from '../support/database/portal-databases.ts'
import { send } from '../support/form.ts'
import { heading, words } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import { timeTaken } from '../support/time/time-taken.ts'

/** Milliseconds: a patient reads whom to call before they give up. */
const MAX_LENGTH = 3000

const HOSPITALS = [
  {
    name: 'Castlemere Hospitals NHS Trust',
    phone: '01632 960 100',
    sms_number: '07700 900 100',
    email: 'castlemere@example.org',
    postal_address: '1 Castle Street, Castlemere, CX1 1XX',
  },
  { name: 'Fernhollow University Hospitals NHS Foundation Trust', phone: '01632 960 200' },
]
const LETTER = 'contact your hospital. The phone number is on your appointment letter.'

/** A portal that was started when these hospitals were in its database already. */
async function portalOf(t: TestContext, hospitals: typeof HOSPITALS) {
  const databaseUrl = await aDatabaseToShare(t)
  const first = await aPortal({ databaseUrl })
  for (const hospital of hospitals) await aTrust(first.database, hospital)
  await first.close()
  const portal = await aPortal({ databaseUrl })
  t.after(() => portal.close())
  return portal
}

/** It cannot be reached any more, as when its server has stopped. */
function lose(t: TestContext, { database }: Awaited<ReturnType<typeof portalOf>>) {
  const gone = Object.assign(new Error('Failed to connect'), { code: 'ESOCKET' })
  t.mock.method(database.client, 'runAtOnce', () => undefined)
  return t.mock.method(database.client, 'acquireConnection', () => Promise.reject(gone)).mock
}

test('when the database is gone every page has the phone numbers at once, and nothing is changed', async t => {
  const portal = await portalOf(t, HOSPITALS)
  const patient = await someoneLoggedIn(portal)
  const form = await aboutToCancel(patient)
  const confirm = `${patient.address}/cancel/confirm`
  const lost = lose(t, portal)
  const { browser } = patient
  for (const ask of [
    () => browser.get('/patient-portal'),
    () => browser.get('/patient-portal/appointments'),
    () => browser.get(patient.address),
    () => send(browser, confirm, form),
  ]) {
    const [took, page] = await timeTaken(ask)
    assert.ok(took < MAX_LENGTH, `${took} ms`)
    assert.equal(page.status, 503)
    assert.equal(heading(page.text), 'The service is not available')
    for (const { name, phone } of HOSPITALS) {
      assert.ok(words(page.text).includes(`${name} Phone: ${phone} Relay UK: 18001 then ${phone}`), name)
      assert.ok(page.text.includes(`href="tel:${phone.replaceAll(' ', '')}"`), phone)
    }
    for (const way of ['sms:07700900100', 'mailto:castlemere@example.org'])
      assert.ok(page.text.includes(`href="${way}"`), way)
    assert.match(words(page.text), /Post: 1 Castle Street, Castlemere, CX1\s1XX/)
    // An empty list would say that there is nothing to come to.
    assert.doesNotMatch(words(page.text), /no upcoming|letter/)
  }
  lost.restore()
  await send(browser, confirm, form).expect(303)
  assert.equal((await portal.database('audit_log').where('action', 'cancelled')).length, 1)
})

test('the page about a fault of ours has the phone numbers too', async t => {
  const portal = await portalOf(t, HOSPITALS)
  const { browser } = await someoneLoggedIn(portal)
  const page = await withoutTable(portal.database, 'clinic', async () =>
    browser.get('/patient-portal/appointments').expect(500),
  )
  assert.equal(heading(page.text), 'There is a problem with this service')
  for (const { phone } of HOSPITALS) assert.ok(words(page.text).includes(phone), phone)
})

for (const [when, hospitals] of [
  ['no hospital was there when the portal started', []],
  [
    'there are more hospitals than a patient would read',
    Array.from({ length: 6 }, (_, index) => ({ name: `Hospital ${index}`, phone: '01632 960 300' })),
  ],
] as const)
  test(`patients are sent to their letters when ${when}`, async t => {
    const portal = await portalOf(t, [...hospitals])
    const { browser } = await someoneLoggedIn(portal)
    lose(t, portal)
    const page = await browser.get('/patient-portal/appointments').expect(503)
    assert.ok(words(page.text).includes(LETTER))
    assert.doesNotMatch(page.text, /01632/)
  })
