import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as cheerio from 'cheerio'
import { aTrust } from '../../support/builders.ts'
import { aDatabaseToShare } from '../../support/database/portal-databases.ts'
import { words } from '../../support/page.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { aPortal } from '../../support/portal.ts'
import { someoneLoggedIn } from '../appointments/support.ts'

/** A patient who cannot phone reads how else to contact the hospital, wherever its phone number is. */

const LOG_IN = '/patient-portal/log-in'
const OTHERS = {
  sms_number: '07700 900 123',
  email: 'appointments@example.org',
  postal_address: '1 High Street, Leeds, LS1 1AA',
}
const ALL_WAYS =
  /Phone: 01632 960 000 (\(Monday to Friday, 8am to 6pm\) )?Relay UK: 18001 then 01632 960 000 Text: 07700 900 123 Email: appointments@example\.org Post: 1 High Street, Leeds, LS1\s1AA/

test('an appointment page lists every way to contact the trust', async t => {
  const portal = await aPortal()
  t.after(() => portal.close())
  const { address, browser } = await someoneLoggedIn(portal, { trust: OTHERS })
  const { text } = await browser.get(address).expect(200)
  assert.match(words(text), ALL_WAYS)
  for (const link of [
    'tel:01632960000',
    'tel:1800101632960000',
    'sms:07700900123',
    'mailto:appointments@example.org',
  ])
    assert.ok(text.includes(`href="${link}"`), link)
})

test('where a change is only possible by phone, the sentence links to the other ways', async t => {
  const portal = await aPortal()
  t.after(() => portal.close())
  const byPhone = { cancel_how: 'phone', reschedule_how: 'phone' }
  const { address, browser } = await someoneLoggedIn(portal, { trust: { ...byPhone, ...OTHERS } })
  const $ = cheerio.load((await browser.get(address).expect(200)).text)
  const link = $('main p a').filter((_, each) => $(each).text() === 'contact us another way')
  assert.equal($(String(link.attr('href'))).text(), 'Get help with this appointment')
})

test('a trust with only a phone number has no empty lines', async t => {
  const portal = await aPortal()
  t.after(() => portal.close())
  const { address, browser } = await someoneLoggedIn(portal)
  const { text } = await browser.get(address).expect(200)
  assert.match(words(text), /Relay UK: 18001 then 01632 960 000/)
  assert.doesNotMatch(words(text), /Text:|Email:|Post:|null|undefined/)
})

for (const count of [1, 2])
  test(`${count === 1 ? 'the one hospital is' : 'both hospitals are'} on every page for people who cannot go on, and no page sends them to a letter`, async t => {
    const databaseUrl = await aDatabaseToShare(t)
    const first = await aPortal({ databaseUrl })
    for (let made = 0; made < count; made++)
      await aTrust(first.database, { ...OTHERS, name: `Hospital ${made + 1}` })
    await first.close()
    const portal = await aPortal({ databaseUrl })
    t.after(() => portal.close())
    const anyone = portal.browser()
    const { browser: patient } = await aLoggedInPatient(portal)
    const expired = (await patient.post('/patient-portal/log-out').send('_csrf=wrong')).text
    const pages = [
      ...[
        LOG_IN,
        ...['try-again', 'refused', 'nhs-app', 'start-again'].map(problem => `${LOG_IN}/problem/${problem}`),
        ...['cannot-show', 'cookies-needed', 'for-someone-else', 'under-16'].map(page => `${LOG_IN}/${page}`),
        '/patient-portal/no-such-page',
        ...['contact', 'accessibility', 'privacy'].map(page => `/patient-portal/help/${page}`),
      ].map(address => anyone.get(address)),
      patient.get('/patient-portal/appointments'),
    ]
    const texts = [expired, ...(await Promise.all(pages)).map(({ text }) => text)]
    for (const text of texts) {
      assert.match(words(text), ALL_WAYS)
      for (let made = 0; made < count; made++) assert.ok(words(text).includes(`Hospital ${made + 1}`))
      assert.doesNotMatch(words(text), /appointment letter|treating (you|them)/)
    }
  })
