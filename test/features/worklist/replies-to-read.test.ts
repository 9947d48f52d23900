import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { auditedAccesses } from '../../support/audited.ts'
import { words } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'
import { aRequest, someoneLoggedIn } from '../appointments/support.ts'

const portal = await aPortal()
after(() => portal.close())

const REPLY = 'Read the booking team’s reply about your cardiology (heart) appointment'

async function whoWasDeclined(decided_at = '2026-06-15T08:45:00.000') {
  const them = await someoneLoggedIn(portal)
  await aRequest(portal.database, them.id, 'cancel')
  await portal
    .database('change_request')
    .where('appointment_id', them.id)
    .update({ status: 'declined', decided_at })
  const home = async () => words((await them.browser.get('/patient-portal').expect(200)).text)
  return { ...them, home }
}

test('the home page leads to a reply that the patient may not have read, and that is audited', async () => {
  const { address, browser, home, id, patientId } = await whoWasDeclined()
  assert.ok((await home()).includes(REPLY))
  const { text } = await browser.get('/patient-portal').expect(200)
  assert.ok(text.includes(`<a href="${address}">${REPLY}</a>`))
  const seen = await auditedAccesses(portal.database, patientId).where('action', 'viewed-appointment')
  assert.deepEqual(new Set(seen.map(entry => entry.subject_id)), new Set([id]))
})

test('a reply is not on the home page after two weeks, after asking again, or when the appointment is cancelled', async () => {
  const old = await whoWasDeclined('2026-06-01T08:59:00.000')
  assert.ok(!(await old.home()).includes(REPLY))
  const again = await whoWasDeclined()
  await aRequest(portal.database, again.id, 'cancel')
  await portal
    .database('change_request')
    .where({ appointment_id: again.id, status: 'open' })
    .update('requested_at', '2026-06-15T08:50:00.000')
  assert.ok(!(await again.home()).includes(REPLY))
  const gone = await whoWasDeclined()
  const cancelled = { status: 'cancelled', cancelled_by: 'patient', cancelled_at: '2026-06-15T08:50:00.000' }
  await portal.database('appointment').where('id', gone.id).update(cancelled)
  assert.ok(!(await gone.home()).includes(REPLY))
})
