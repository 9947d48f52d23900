import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { heading } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'

const portal = await aPortal()
after(() => portal.close())
const { address, browser } = await someoneLoggedIn(portal)
const LIST = '/patient-portal/appointments'

const meant: Record<string, [mangled: string, page: string][]> = {
  'capital letters': [
    ['/Patient-Portal', '/patient-portal'],
    ['/patient-portal/Appointments', LIST],
    [address.replace('appointment', 'Appointment').toUpperCase(), address],
    [`${address}/CANCEL`, `${address}/cancel`],
  ],
  'a slash at the end': [
    ['/patient-portal/', '/patient-portal'],
    [`${LIST}/`, LIST],
    [`${address}/`, address],
  ],
  'the end of a sentence': [
    [`${LIST}.`, LIST],
    [`${address}).`, address],
    [`${address}%3E`, address],
    [`${LIST},`, LIST],
  ],
  'a space or a line end within': [
    [address.replace(/-(?=[^-]*$)/, '-%0D%0A'), address],
    [address.replace('/appointment/', '/appointment/%20'), address],
    [`${address}%20`, address],
  ],
}

for (const [how, addresses] of Object.entries(meant))
  test(`an address with ${how} leads to its page`, async () => {
    for (const [mangled, page] of addresses) {
      const { headers, status } = await browser.get(`${mangled}?past=2`)
      if (status === 200) assert.equal(mangled, `${page}/`, mangled)
      else assert.equal(headers.location, `${page}?past=2`, mangled)
      await browser.get(page).expect(200)
    }
  })

test('an id in capital letters is repaired whether or not there is such an appointment', async () => {
  const none = `/patient-portal/appointment/${randomUUID()}`
  for (const each of [none, address])
    await browser
      .get(each.replace(/[^/]+$/, id => id.toUpperCase()))
      .expect(303)
      .expect('location', each)
  await browser.get(none).expect(404)
})

test('tracking parameters make no difference, also to a log-in', async () => {
  await browser.get(`${LIST}?utm_source=letter&utm_medium=email&fbclid=x`).expect(200)
})

test('an address that is close to no page is not found, with a link to the list', async () => {
  for (const each of ['/patient-portal/apointments', `${address}x`, '/patient-portal/%20/x']) {
    const { text } = await browser.get(each).expect(404)
    assert.equal(heading(text), 'Page not found')
    assert.ok(text.includes(`href="${LIST}"`), each)
  }
})

test('a repaired address is one of ours, and a form is never repaired', async () => {
  for (const each of [
    '/patient-portal//evil.example/',
    '//evil.example/Patient-Portal',
    '/patient-portal/appointment/%2f%2fevil.example/',
    '/patient-portal/appointment/%00.',
    '/patient-portal/%ZZ/',
  ]) {
    const { headers, status } = await browser.get(each)
    assert.equal(status, 404, each)
    assert.equal(headers.location, undefined)
  }
  await browser.post(`${address}/CANCEL`).expect(404)
})
