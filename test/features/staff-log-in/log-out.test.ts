import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { answer } from '../../support/form.ts'
import { aPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'

const portal = await aPortal()
after(() => portal.close())

test('whoever logs out is logged out, with an entry in the chain of their trust', async () => {
  const { browser, trustOdsCode } = await aLoggedInStaffMember(portal)
  const cookie = cookieOf(browser, 'staff-sid')
  const out = await answer(browser, '/staff/log-out')
  assert.equal(out.headers.location, '/staff/logged-out')
  await withCookie(portal, cookie, '/staff').expect(303)
  await browser.get('/staff/logged-out').expect(200)
  const entries = await portal
    .database('audit_log')
    .where('patient_id', `trust:${trustOdsCode}`)
    .orderBy('place')
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['logged-in-as-booking-team', 'logged-out'],
  )
})

test('a log-out that cannot be written down is a log-out', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  const cookie = cookieOf(browser, 'staff-sid')
  const refusal = { verb: 'insert', table: 'audit_log', message: 'disk full' } as const
  const out = await whileRefusing(portal.database, refusal, () => answer(browser, '/staff/log-out'))
  assert.equal(out.headers.location, '/staff/logged-out')
  await withCookie(portal, cookie, '/staff').expect(303)
})

test('a visitor who is not logged in is told so', async () => {
  await portal.browser().get('/staff/log-out').expect(303).expect('location', '/staff/logged-out')
})
