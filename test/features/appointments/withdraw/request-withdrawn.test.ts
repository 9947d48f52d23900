import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aRequest, type LoggedInPatient, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

async function withdraw({ address, browser, id }: LoggedInPatient, kind: 'cancel' | 'reschedule') {
  await aRequest(portal.database, id, kind)
  const form = hiddenFields((await browser.get(`${address}/withdraw-request`).expect(200)).text)
  await send(browser, `${address}/withdraw-request`, form).expect(303)
  return (await browser.get(`${address}/request-withdrawn`).expect(200)).text
}

for (const [kind, title, not] of [
  ['cancel', 'You have withdrawn your request to cancel', 'The booking team will not cancel it.'],
  [
    'reschedule',
    'You have withdrawn your request for another time',
    'The booking team will not look for another time.',
  ],
] as const)
  test(`a patient who has withdrawn a request reads that they are still booked: ${kind}`, async () => {
    const text = await withdraw(await someoneLoggedIn(portal), kind)
    assert.equal(heading(text), title)
    assert.ok(words(text).includes(`Your appointment is still booked. Keep it. ${not}`), words(text))
  })

test('a patient whose hospital has cancelled reads that they are not booked', async () => {
  const them = await someoneLoggedIn(portal)
  const cancelled = { status: 'cancelled', cancelled_by: 'hospital', cancelled_at: '2026-06-15T08:00:00.000' }
  await portal.database('appointment').where('id', them.id).update(cancelled)
  const text = words(await withdraw(them, 'reschedule'))
  assert.ok(text.includes('You are not booked. The booking team has stopped looking for a new time for you.'))
  assert.ok(!text.includes('still booked'))
})

test('without a request that was withdrawn, and after asking again, there is no such page', async () => {
  const them = await someoneLoggedIn(portal)
  const { address, browser, id } = them
  const leadsBack = () => browser.get(`${address}/request-withdrawn`).expect(303).expect('location', address)
  await leadsBack()
  await withdraw(them, 'cancel')
  await aRequest(portal.database, id, 'cancel')
  await leadsBack()
})
