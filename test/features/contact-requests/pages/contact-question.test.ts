import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, answerAndGoOn } from '../../../support/form.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { type LoggedInPatient, someoneLoggedIn } from '../../appointments/support.ts'
import { CONTACT_ME, comeToPage } from '../support.ts'

let portal: TestPortal
let patient: LoggedInPatient

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  patient = await someoneLoggedIn(portal)
})

test('a patient who skips ahead comes to the first question that is open', async () => {
  for (const page of ['/about', '/how', '/to', '/when', '/check']) {
    const skipped = await patient.browser.get(CONTACT_ME + page)
    assert.equal(skipped.headers.location, CONTACT_ME, page)
  }
  await comeToPage(patient.browser, patient.id, '/how')
  assert.equal((await patient.browser.get(`${CONTACT_ME}/check`)).headers.location, `${CONTACT_ME}/how`)
})

const FAULTS: [string, Record<string, string>, RegExp][] = [
  ['/about', { about: 'other', words: ' ' }, /Write what you want to ask or say/],
  ['/about', { words: 'Hello' }, /Select what it is about/],
  [
    '/about',
    { about: 'other', words: 'x'.repeat(501) },
    /must be 500 characters or less. You have written 501/,
  ],
  ['/how', {}, /Select how we should answer you/],
  ['/to', { to: 'tomorrow' }, /Enter a phone number, like 07700 900 982/],
  ['/when', { suits: 'never' }, /Select when we can contact you/],
]
for (const [page, fields, fault] of FAULTS)
  test(`${page} with ${Object.values(fields).join(', ').slice(0, 20) || 'nothing'} is asked again`, async () => {
    await comeToPage(patient.browser, patient.id, page)
    const again = await answer(patient.browser, CONTACT_ME + page, fields)
    assert.equal(again.status, 400)
    assert.match(words(again.text), fault)
  })

test('where to answer depends on how, and another way needs another address', async () => {
  await comeToPage(patient.browser, patient.id, '/check')
  await answerAndGoOn(patient.browser, `${CONTACT_ME}/how`, { how: 'email' }, `${CONTACT_ME}/to`)
  const { text } = await patient.browser.get(`${CONTACT_ME}/to`).expect(200)
  assert.equal(heading(text), 'Which email address should we write to?')
  assert.doesNotMatch(text, /07700 900 982/)
  const wrong = await answer(patient.browser, `${CONTACT_ME}/to`, { to: '07700 900 982' })
  assert.match(words(wrong.text), /Enter an email address/)
  // An email can be read at any time.
  await answerAndGoOn(patient.browser, `${CONTACT_ME}/to`, { to: 'amira@example.com' }, `${CONTACT_ME}/check`)
  assert.equal((await patient.browser.get(`${CONTACT_ME}/when`)).headers.location, `${CONTACT_ME}/check`)
})

test('before the box stands what to do if it is urgent', async () => {
  await comeToPage(patient.browser, patient.id, '/about')
  const { text } = await patient.browser.get(`${CONTACT_ME}/about`).expect(200)
  const urgent = text.indexOf('href="tel:999"')
  assert.ok(urgent > 0 && urgent < text.indexOf('<textarea'))
})

test('what was entered is kept unsent, and the home page leads back to it', async () => {
  await comeToPage(patient.browser, patient.id, '/about')
  await answer(patient.browser, `${CONTACT_ME}/about`, { words: 'Can my daugh', _save: 'Save and carry on' })
  const { text } = await patient.browser.get(`${CONTACT_ME}/about`).expect(200)
  assert.match(text, /Can my daugh/)
  assert.match(words(text), /We have saved what you entered/)
  const home = await patient.browser.get('/patient-portal').expect(200)
  assert.match(words(home.text), /You were asking us to contact you/)
})
