import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { aQuestionnaire, revokedByPas, sentAnswers } from '../support.ts'
import { aTrustThatAsks, LIST } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('answers to review are listed, flagged ones first, and the filters stand in the address', async () => {
  const { browser, id, patientId, team } = await aTrustThatAsks(portal)
  await sentAnswers(portal, patientId, id)
  portal.clock.pass({ minutes: 5 })
  const flagged = await aQuestionnaire(portal, patientId, team.trust)
  await sentAnswers(portal, patientId, flagged, true)
  const { text } = await browser.get(LIST).expect(200)
  assert.ok(text.indexOf(flagged) > 0 && text.indexOf(flagged) < text.indexOf(id))
  assert.match(words(text), /2 to review 1 of them with a flagged answer/)
  const onlyFlagged = await browser.get(`${LIST}?flagged=yes`).expect(200)
  assert.ok(!onlyFlagged.text.includes(id))
  assert.ok(onlyFlagged.text.includes(`${flagged}?flagged=yes`))
})

test('what is not sent, and what has ended, is listed for itself', async () => {
  const { browser, id, patientId, team } = await aTrustThatAsks(portal)
  const revoked = await aQuestionnaire(portal, patientId, team.trust)
  await revokedByPas(portal, revoked)
  const open = (await browser.get(`${LIST}?state=to-answer`).expect(200)).text
  assert.ok(open.includes(id) && !open.includes(revoked))
  const ended = (await browser.get(`${LIST}?state=ended`).expect(200)).text
  assert.ok(ended.includes(revoked) && !ended.includes(id))
  assert.match(words((await browser.get(LIST).expect(200)).text), /There are no answers to review/)
})

test('a long list has pages', async () => {
  const { browser, patientId, team } = await aTrustThatAsks(portal)
  for (let count = 0; count < 26; count += 1)
    await aQuestionnaire(portal, patientId, team.trust, { items: [] })
  const first = await browser.get(`${LIST}?state=to-answer`).expect(200)
  assert.match(first.text, /state=to-answer&amp;page=2/)
  const second = words((await browser.get(`${LIST}?state=to-answer&page=2`).expect(200)).text)
  assert.match(second, /Back to the first questionnaires/)
  const beyond = words((await browser.get(`${LIST}?state=to-answer&page=3`).expect(200)).text)
  assert.match(beyond, /There are no more questionnaires/)
})

test('another trust sees nothing of it, and a role that may not read answers is refused', async () => {
  const { id } = await aTrustThatAsks(portal)
  const stranger = await aLoggedInStaffMember(portal)
  const theirs = await stranger.browser.get(`${LIST}?state=to-answer`).expect(200)
  assert.ok(!theirs.text.includes(id))
  const administrator = await aLoggedInStaffMember(portal, { code: 'S0010:G0020:R5105' })
  await administrator.browser.get(LIST).expect(403)
})
