import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aTeamAtWork, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await aTeamAtWork(portal)
  address = addressOf((await at.team.asked('cancel')).requestId)
})

/** Opens the request and presses a button of it. */
async function press(browser: TeamAtWork['amal'], button: 'claim' | 'release') {
  // Every form of the request carries the same hidden fields.
  const { text } = await browser.get(`${address}/note`).expect(200)
  return send(browser, address, { ...hiddenFields(text), step: button })
}

test('a claimed request says who works on it, until it is released', async () => {
  await press(at.amal, 'claim').then(({ status }) => assert.equal(status, 303))
  assert.match(words((await at.amal.get(address)).text), /You are working on this request until 10:20am/)
  const theirs = words((await at.bea.get(address)).text)
  assert.ok(
    theirs.includes(
      `${at.amalName} has been working on this request since Monday 15 June 2026 at 10am, and has it until 10:20am`,
    ),
    theirs,
  )
  assert.doesNotMatch(theirs, /as the patient asks|Decline the request/)
  assert.match(theirs, /Take the request over .* Add a note for colleagues/)
  await press(at.amal, 'release').then(({ status }) => assert.equal(status, 303))
  const free = words((await at.bea.get(address)).text)
  assert.match(free, /No one is working on this request\. .* as the patient asks Decline the request/)
})

test('a claim lapses after 20 minutes', async () => {
  await press(at.amal, 'claim')
  for (const minutes of [10, 10]) {
    portal.clock.pass({ seconds: minutes * 60 })
    // Those who do nothing are logged out before.
    await at.bea.get(address).expect(200)
  }
  assert.match(words((await at.bea.get(address)).text), /No one is working on this request/)
})

test('of two who claim from the same page, the second is told who was first and when', async () => {
  const fields = hiddenFields((await at.bea.get(address)).text)
  await press(at.amal, 'claim')
  const late = await send(at.bea, address, { ...fields, step: 'claim' })
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This request has changed')
  assert.ok(words(late.text).includes(at.amalName), words(late.text))
})

test('a colleague who works on it is named, and can be replaced with a reason', async () => {
  await press(at.amal, 'claim')
  const refused = await press(at.bea, 'claim')
  assert.equal(refused.status, 409)
  assert.equal(heading(refused.text), 'A colleague is working on this request')
  assert.ok(words(refused.text).includes(`${at.amalName} is working on it since Monday 15 June 2026 at 10am`))

  const without = await answer(at.bea, `${address}/take-over`, { text: ' ' })
  assert.equal(without.status, 400)
  assert.match(words(without.text), /Enter why you are taking over/)
  const taken = await answer(at.bea, `${address}/take-over`, { text: 'Amal has gone home' })
  assert.equal(taken.status, 303)
  const said = words((await at.bea.get(address)).text)
  assert.match(said, /You are working on this request/)
  assert.match(said, /Amal has gone home/)
})

test('a form that names another patient changes nothing', async () => {
  const other = await at.team.asked('cancel')
  const fields = hiddenFields((await at.amal.get(address)).text)
  const sent = await send(at.amal, address, { ...fields, step: 'claim', patient: other.patient.patientId })
  assert.equal(sent.status, 404)
  assert.match(words((await at.bea.get(address)).text), /No one is working on this request/)
})

test('the filters of the list are kept', async () => {
  const fields = hiddenFields((await at.amal.get(address)).text)
  const claimed = await send(at.amal, `${address}?kind=cancel`, fields)
  assert.equal(claimed.headers.location, `${address}?kind=cancel`)
})
