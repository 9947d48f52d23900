import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { heading } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember, staffFormToken } from '../../support/staff.ts'

const portal = await aPortal()
after(() => portal.close())

test('15 minutes without use end a session of staff, and not less', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  portal.clock.pass({ minutes: 13, seconds: 59 })
  await browser.get('/staff').expect(200)
  portal.clock.pass({ minutes: 15 })
  const late = await browser.get('/staff').expect(303)
  assert.equal(late.headers.location, '/staff/timed-out')
  const page = await browser.get('/staff/timed-out').expect(200)
  assert.equal(heading(page.text), 'We have logged you out of the service for staff')
})

test('12 hours end it, however much it is used', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
    portal.clock.pass({ minutes: 10 })
    await browser.get('/staff').expect(200)
  }
  portal.clock.pass({ minutes: 10 })
  await browser.get('/staff').expect(303).expect('location', '/staff/timed-out')
})

test('a page that comes here by itself keeps no session alive, and ends none', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  const page = await browser.get('/staff/timed-out?to=%2Fstaff%2Frequests').expect(200)
  assert.equal(heading(page.text), 'You are still logged in as staff')
  assert.match(page.text, /href="\/staff\/requests"/)
  portal.clock.pass({ minutes: 10 })
  await browser.get('/staff/timed-out').expect(200)
  portal.clock.pass({ minutes: 5 })
  await browser.get('/staff').expect(303)
})

test('the script of a page learns how long is left, and can extend it', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  const token = await staffFormToken(browser)
  portal.clock.pass({ minutes: 10 })
  const left = async () => (await browser.get('/staff/stay-logged-in').expect(200)).body.secondsLeft
  assert.equal(await left(), 5 * 60)
  await browser.post('/staff/stay-logged-in').type('form').send(token).expect(200)
  assert.equal(await left(), 15 * 60)
  portal.clock.pass({ minutes: 16 })
  assert.equal(await left(), 0)
})
