import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { templates, textOf } from '../../architecture/tree.ts'
import { send } from '../../support/form.ts'
import { aPortal, MONDAY, type TestPortal } from '../../support/portal.ts'
import { someoneLoggedIn } from '../appointments/support.ts'
import { CONTACT_ME } from './support.ts'

/** Wherever patients who are logged in are told to call, they can be contacted instead. */

let portal: TestPortal

before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

const offers = (html: string, query = '') => html.includes(`href="${CONTACT_ME}${query}"`)

test('appointments that can be changed by phone only, or are too close, offer it about themselves', async () => {
  const phoneOnly = { trust: { cancel_how: 'phone', reschedule_how: 'phone' } }
  const tooLate = { trust: { minimum_notice_hours: 48 }, in: { hours: 20 } }
  for (const arrangement of [phoneOnly, tooLate]) {
    const { address, browser, id } = await someoneLoggedIn(portal, arrangement)
    for (const [page, status] of [
      ['', 200],
      ['/cancel', 409],
      ['/reschedule', 409],
    ] as const) {
      const { text } = await browser.get(address + page).expect(status)
      assert.ok(offers(text, `?appointment=${id}`), `${page} ${JSON.stringify(arrangement)}`)
    }
  }
})

test('the home page, the list, the contact page and the error pages offer it to those who are logged in, and to nobody else', async () => {
  const { browser } = await someoneLoggedIn(portal)
  for (const [page, status] of [
    ['', 200],
    ['/appointments', 200],
    ['/help/contact', 200],
    ['/no-such-page', 404],
  ] as const) {
    const address = `/patient-portal${page}`
    assert.ok(offers((await browser.get(address).expect(status)).text), page)
    const stranger = await portal.browser().get(address)
    assert.ok(!offers(stranger.text), page)
  }
  const expired = await send(browser, CONTACT_ME, { place: 'x' })
  assert.equal(expired.status, 403)
  assert.ok(offers(expired.text))
})

test('every template with the phone number of a hospital gets it from a component that offers it', () => {
  const direct = /waysToContact|phoneLink/
  const allowed = ['booking-team', 'call-the-hospital', 'ways-to-contact'].map(
    name => `views/components/${name}.njk`,
  )
  assert.deepEqual(
    templates.filter(file => direct.test(textOf(file)) && !allowed.includes(file)),
    [],
  )
  const withoutHelp = templates.filter(
    file => textOf(file).includes('phoneAndHours(') && !textOf(file).includes('getHelp('),
  )
  assert.deepEqual(withoutHelp, ['views/components/request-progress.njk'])
  // Without the context a macro does not know whether the patient is logged in.
  const uses = templates.filter(file => /import callTheHospital/.test(textOf(file)))
  assert.ok(uses.length > 10)
  assert.deepEqual(
    uses.filter(file => !/import callTheHospital with context/.test(textOf(file))),
    [],
  )
})
