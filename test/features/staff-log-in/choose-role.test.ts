import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answer, send } from '../../support/form.ts'
import { hiddenFields, words } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'
import { cookieOf, withCookie } from '../../support/session-cookie.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { aStaffMemberToChoose } from './route-fixtures.ts'

const portal = await aPortal()
after(() => portal.close())

const actionsAt = async (trust: string) =>
  (await portal.database('audit_log').where('patient_id', `trust:${trust}`).orderBy('place')).map(
    ({ action }) => action,
  )

test('somebody with several roles opens nothing before they have chosen', async () => {
  const { answer: arrived, browser } = await aStaffMemberToChoose(portal)
  assert.equal(arrived.headers.location, '/staff/choose-role')
  await browser.get('/staff').expect(303).expect('location', '/staff/choose-role')
})

test('the chosen role counts, and is written into the chain of its trust', async () => {
  const { browser, trusts } = await aStaffMemberToChoose(portal)
  const done = await answer(browser, '/staff/choose-role', { role: '1' })
  assert.equal(done.headers.location, '/staff')
  assert.match(words((await browser.get('/staff').expect(200)).text), /Team lead/)
  assert.deepEqual(await actionsAt(trusts[1]), ['logged-in-as-team-lead'])
  assert.deepEqual(await actionsAt(trusts[0]), [])
})

test('changing the role renews the session, so that forms of the other role are refused', async () => {
  const { browser, trusts } = await aStaffMemberToChoose(portal)
  await answer(browser, '/staff/choose-role', { role: '0' })
  const cookie = cookieOf(browser, 'staff-sid')
  const { text } = await browser.get('/staff/choose-role').expect(200)
  assert.match(words(text), /Now you work in this role: Booking team/)
  await answer(browser, '/staff/choose-role', { role: '1' })
  assert.notEqual(cookieOf(browser, 'staff-sid'), cookie)
  await withCookie(portal, cookie, '/staff').expect(303)
  const stale = await send(browser, '/staff/choose-role', { ...hiddenFields(text), role: '0' })
  assert.equal(stale.status, 403)
  assert.match(words(stale.text), /changed role in another window/)
  assert.deepEqual(await actionsAt(trusts[1]), ['changed-role-to-team-lead'])
})

test('to choose the same role again changes nothing', async () => {
  const { browser, trusts } = await aStaffMemberToChoose(portal)
  await answer(browser, '/staff/choose-role', { role: '0' })
  await answer(browser, '/staff/choose-role', { role: '0' })
  assert.deepEqual(await actionsAt(trusts[0]), ['logged-in-as-booking-team'])
})

test('a role that nobody gave them cannot be chosen', async () => {
  const { browser } = await aStaffMemberToChoose(portal)
  for (const role of ['2', '-1', 'x', '', '999', '0x0', ['0', '1']]) {
    const refused = await answer(browser, '/staff/choose-role', { role })
    assert.equal(refused.status, 400, String(role))
    assert.match(words(refused.text), /Nothing has changed/)
  }
  await browser.get('/staff').expect(303)
})

test('the new role lasts no longer than the log-in did', async () => {
  const { browser } = await aStaffMemberToChoose(portal)
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 10) {
    portal.clock.pass({ minutes: 10 })
    await browser.get('/staff/choose-role').expect(200)
  }
  await answer(browser, '/staff/choose-role', { role: '0' })
  for (const status of [200, 303]) {
    portal.clock.pass({ minutes: 10 })
    await browser.get('/staff').expect(status)
  }
})

test('somebody with one role has nothing to change', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  assert.doesNotMatch((await browser.get('/staff').expect(200)).text, /Change role/)
})

test('a stranger is sent to log in', async () => {
  await portal.browser().get('/staff/choose-role').expect(303).expect('location', '/staff/log-in')
})
