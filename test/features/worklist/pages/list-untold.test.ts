import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { addressOf, aTeamAtWork } from './support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const LIST = '/staff/requests/to-tell'

test('patients who have not been told the outcome are listed, and no others', async () => {
  const { amal, team } = await aTeamAtWork(portal)
  assert.match(words((await amal.get(LIST).expect(200)).text), /Every patient has been told/)
  await team.asked('cancel')
  const declined = await team.asked('cancel')
  await team.work.decline(team.amal, await team.seen(declined.requestId), 'No other time.')
  const { text } = await amal.get(LIST).expect(200)
  const shown = [...text.matchAll(/href="\/staff\/requests\/([0-9a-f-]{36})/g)].map(([, id]) => id)
  assert.deepEqual(shown, [declined.requestId])
  assert.ok(text.includes(`href="${addressOf(declined.requestId)}"`))
  assert.match(words((await amal.get('/staff/requests')).text), /1 patient to be told/)

  const elsewhere = await aLoggedInStaffMember(portal)
  assert.match(words((await elsewhere.browser.get(LIST)).text), /Every patient has been told/)
})
