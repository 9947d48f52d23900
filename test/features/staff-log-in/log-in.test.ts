import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'

const portal = await aPortal()
after(() => portal.close())

test('a visitor is led to log in, and the page that they wanted is kept', async () => {
  const browser = portal.browser()
  await browser.get('/staff').expect(303).expect('location', '/staff/log-in')
  const page = await browser.get('/staff/log-in?to=%2Fstaff%2Frequests').expect(200)
  assert.match(page.text, /href="\/staff\/log-in\/start\?to=%2Fstaff%2Frequests"/)
})

test('the log-in starts with a cookie of its own that only /staff sees', async () => {
  const started = await portal.browser().get('/staff/log-in/start').expect(303)
  assert.ok(String(started.headers.location).startsWith(`${portal.staffLogin.issuer}/authorize?`))
  const [cookie = ''] = [started.headers['set-cookie']].flat()
  assert.match(String(cookie), /^staff-log-in-[0-9a-f]{16}=.*; Path=\/staff; .*HttpOnly; SameSite=Lax/)
})

test('another site cannot start a log-in from inside its pages', async () => {
  for (const headers of [{ 'Sec-Fetch-Mode': 'no-cors' }, { 'Sec-Fetch-Dest': 'iframe' }])
    await portal.browser().get('/staff/log-in/start').set(headers).expect(400)
  await portal.browser().head('/staff/log-in/start').expect(303).expect('location', '/staff/log-in')
})

test('when the provider is down, a page says so', async () => {
  portal.staffLogin.misbehaviour = 'discovery-500'
  const fresh = await aPortal({}, undefined)
  fresh.staffLogin.misbehaviour = 'discovery-500'
  await fresh
    .browser()
    .get('/staff/log-in/start')
    .expect(303)
    .expect('location', '/staff/log-in/problem/try-again')
  await fresh.close()
  portal.staffLogin.behave()
})

test('somebody who is logged in goes where they wanted', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  await browser.get('/staff/log-in?to=%2Fstaff%2Frequests').expect('location', '/staff/requests')
})

test('without a provider there is nothing for staff', async () => {
  const without = await aPortal({ staffPages: false })
  for (const address of ['/staff', '/staff/log-in', '/staff/log-in/start'])
    await without.browser().get(address).expect(404)
  await without.close()
})
