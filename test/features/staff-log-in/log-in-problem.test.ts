import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { heading } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'

const portal = await aPortal()
after(() => portal.close())

for (const [problem, status, title] of [
  ['wrong-role', 403, 'None of your roles can use this service'],
  ['unknown-organisation', 403, 'Your organisation does not use this service'],
  ['not-strong-enough', 403, 'You need to log in more securely'],
  ['too-many-groups', 403, 'Your account has too many groups'],
  ['try-again', 503, 'There is a problem with the log-in for staff'],
  ['refused', 403, 'We could not log you in as staff'],
  ['start-again', 403, 'You need to log in as staff again'],
] as const)
  test(`${problem} has a page of its own that offers a new log-in`, async () => {
    const { text } = await portal
      .browser()
      .get(`/staff/log-in/problem/${problem}?to=%2Fstaff%2Frequests`)
      .expect(status)
    assert.equal(heading(text), title)
    assert.match(text, /href="\/staff\/log-in\/start\?to=%2Fstaff%2Frequests"/)
  })

test('any other problem is no page', async () => {
  for (const problem of ['else', 'toString', '__proto__'])
    await portal.browser().get(`/staff/log-in/problem/${problem}`).expect(404)
})
