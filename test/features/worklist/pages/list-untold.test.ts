import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
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
  assert.match(words(text), /Appointment on \w+ \d+ \w+ 2026 at [\d:apm]+, /)
  assert.match(words((await amal.get('/staff/requests')).text), /1 patient to be told/)

  const elsewhere = await aLoggedInStaffMember(portal)
  assert.match(words((await elsewhere.browser.get(LIST)).text), /Every patient has been told/)
})

test('who opens a patient from this list comes back to it', async () => {
  const { amal, team } = await aTeamAtWork(portal)
  const { requestId } = await team.asked('cancel')
  await team.work.decline(team.amal, await team.seen(requestId), 'No other time.')
  const address = `${addressOf(requestId)}?toTell=yes`
  assert.ok((await amal.get(LIST)).text.includes(`href="${address}"`))
  const opened = await amal.get(address).expect(200)
  assert.ok(opened.text.includes(`href="${LIST}"`))
  const tell = await amal.get(`${addressOf(requestId)}/tell?toTell=yes`).expect(200)
  const told = await send(amal, `${addressOf(requestId)}/tell?toTell=yes`, hiddenFields(tell.text))
  assert.equal(told.headers.location, address)
})

test('the start page says how many patients have to be told, and what is assigned', async () => {
  const { amal, amalName, team } = await aTeamAtWork(portal)
  assert.doesNotMatch(words((await amal.get('/staff')).text), /To do/)
  const { requestId } = await team.asked('cancel')
  await team.work.decline(team.amal, await team.seen(requestId), 'No other time.')
  const another = await team.asked('cancel')
  const { id } = await portal.database('staff_user').where('name', amalName).first('id')
  await portal.database('change_request').where('id', another.requestId).update('assigned_to', id)
  const { text } = await amal.get('/staff').expect(200)
  assert.match(
    words(text),
    /To do 1 open request is assigned to you 1 patient has to be told the outcome of a request/,
  )
  assert.ok(text.includes(`href="${LIST}"`))
  assert.ok(text.includes('href="/staff/requests?assignee=me"'))
})
