import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { type Agent, aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aLeadAtWork, anAdministrator, booked, type LeadAtWork } from './support.ts'

let portal: TestPortal
let at: LeadAtWork
let ada: Agent
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await aLeadAtWork(portal)
  ada = (await anAdministrator(portal, at.team)).browser
  address = `/staff/clinics/${at.team.clinicId}/settings`
})

const entered = {
  ...{ cancel: 'phone', reschedule: 'request', notice: '48', changes: '', promise: '' },
  preparation: 'Bring your <glasses>.\nEat nothing.',
}
const clinic = () => portal.database('clinic').where('id', at.team.clinicId).first()
/** The hidden fields of the form whose button says `Save the settings`. */
const toSave = (text: string) => hiddenFields(text.slice(0, text.indexOf('Save the settings')))

test('the effect is shown first, and then the settings are saved, with who saved them', async () => {
  await booked(at.team, 1)
  await booked(at.team, 7)
  const check = await answer(ada, address, entered)
  assert.equal(heading(check.text), 'Check what it changes')
  const said = words(check.text)
  assert.match(said, /Cancelling: as the trust has it. After: only by phone/)
  assert.match(said, /Moves of one appointment: as the trust has it. No change/)
  assert.match(said, /Upcoming appointments for which it holds at once: 2/)
  assert.match(said, /Patients cancel .* Online, at once 2 0 .* the patient has to call 0 2/)
  assert.match(said, /getting ready changes on the page of each/)
  assert.equal((await clinic()).cancel_how, null, 'nothing is saved yet')
  const saved = await send(ada, address, toSave(check.text))
  assert.deepEqual([saved.status, saved.headers.location], [303, address])
  const row = await clinic()
  assert.deepEqual(
    [row.cancel_how, row.reschedule_how, row.minimum_notice_hours, row.most_changes, row.preparation],
    ['phone', 'request', 48, null, entered.preparation],
  )
  const page = await ada.get(address).expect(200)
  assert.match(
    words(page.text),
    /Monday 15 June 2026 .*, Robin Staff \d+ Cancelling: as the trust has it. Changed to: only by phone/,
  )
  assert.ok(page.text.includes('Bring your &lt;glasses&gt;'))
})

test('what was entered can be changed first, and is not lost', async () => {
  const check = await answer(ada, address, entered)
  const change = hiddenFields(check.text.slice(check.text.indexOf('Save the settings')))
  const again = await send(ada, address, change)
  assert.equal(heading(again.text), 'Settings of the clinic')
  assert.match(again.text, /value="phone" checked/)
  assert.ok(again.text.includes('value="48"'))
  const more = await answer(ada, address, { ...entered, notice: 'two', _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('value="two"'))
})

test('numbers that are none or too large, and texts that are too long, are said', async () => {
  const wrong = {
    ...entered,
    cancel: 'never',
    notice: '-1',
    changes: '21',
    promise: '0',
    preparation: 'x'.repeat(1001),
  }
  const { status, text } = await answer(ada, address, wrong)
  assert.equal(status, 400)
  for (const fault of [
    'Select how patients cancel',
    'Notice must be a whole number of hours from 0 to 1000',
    'The number of moves must be a whole number from 0 to 20',
    'The promise must be a whole number of hours from 1 to 1000',
    'How to get ready must be 1000 characters or less. You have written 1001.',
  ])
    assert.ok(words(text).includes(fault), fault)
  assert.ok(text.includes('value="-1"'))
})

test('an administrator who is second is told so, keeps what was entered, and can go on', async () => {
  const first = await answer(ada, address, entered)
  const bo = (await anAdministrator(portal, at.team)).browser
  const theirs = await answer(bo, address, { ...entered, notice: '72' })
  await send(bo, address, toSave(theirs.text)).expect(303)
  const late = await send(ada, address, toSave(first.text))
  assert.equal(late.status, 409)
  assert.match(words(late.text), /A colleague has changed these settings since you opened them/)
  assert.ok(late.text.includes('value="48"'))
  assert.equal((await clinic()).minimum_notice_hours, 72)
  const { version } = hiddenFields(late.text.slice(late.text.indexOf('<main')))
  const check = await answer(ada, address, { ...entered, version: String(version) })
  await send(ada, address, toSave(check.text)).expect(303)
  assert.equal((await clinic()).minimum_notice_hours, 48)
})

test('the page of the clinic leads administrators to them, and team leads not', async () => {
  const page = `/staff/clinics/${at.team.clinicId}`
  assert.ok((await ada.get(page).expect(200)).text.includes(address))
  assert.ok(!(await at.lead.get(page).expect(200)).text.includes(address))
  await at.lead.get(address).expect(403)
})
