import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { toColumn } from '../../../../src/database/columns.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aPatientOf } from '../../staff-patients/support.ts'
import { aSensitiveRecord, formOf, LIST, stateReason, theReason } from '../support.ts'

let portal: TestPortal
let at: Awaited<ReturnType<typeof aSensitiveRecord>>

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aSensitiveRecord(portal)
})

/** As if it had been stated that long ago. */
async function statedAgo(id: string, ago: Temporal.DurationLike) {
  const stated_at = toColumn(portal.clock.now().subtract(ago))
  await portal.database('stated_reason').where({ id }).update({ stated_at })
}

test('an auditor has the reasons of their trust to review, and the start page says how many', async () => {
  assert.doesNotMatch((await at.helen.get('/staff')).text, /stated-reasons/)
  assert.match(words((await at.helen.get(LIST)).text), /There is nothing to review/)
  await stateReason(at.amal, at.rose)
  const start = words((await at.helen.get('/staff').expect(200)).text)
  assert.match(start, /1 reason for opening sensitive records to review(?!,)/)
  const { text } = await at.helen.get(LIST).expect(200)
  assert.equal(heading(text), 'Reasons for opening sensitive records')
  assert.ok(words(text).includes(`${at.amalName} , `))
  assert.match(words(text), /Booking team\. Patient: NHS number .* To book, move or cancel an appointment/)
  assert.doesNotMatch(words(text), /Late|Not reviewed for/)
  const entries = portal.database('audit_log').where('action', 'viewed-stated-reasons')
  assert.ok((await entries.pluck('patient_id')).includes(at.rose.patientId))
})

test('those that wait for more than 7 days are first, in words', async () => {
  const other = await aPatientOf(at, { sensitive: true })
  await stateReason(at.amal, at.rose)
  await stateReason(at.lee, { form: formOf(other.patientId) })
  await statedAgo(await theReason(portal, other), { hours: 7 * 24 })
  assert.doesNotMatch(words((await at.helen.get(LIST)).text), /Not reviewed for/)
  await statedAgo(await theReason(portal, other), { hours: 9 * 24 + 1 })
  const text = words((await at.helen.get(LIST).expect(200)).text)
  assert.match(text, /Late 1 was stated more than 7 days ago/)
  assert.match(text, new RegExp(`Oldest first ${at.leeName} .* Not reviewed for 9 days .* ${at.amalName}`))
  assert.match(
    words((await at.helen.get('/staff')).text),
    /2 reasons for opening sensitive records to review, 1 of them stated more than 7 days ago/,
  )
})

test('more than fit on a page are reached by the link, each once', async () => {
  for (let count = 0; count < 27; count += 1) {
    const patient = await aPatientOf(at, { sensitive: true })
    await stateReason(at.amal, { form: formOf(patient.patientId) })
  }
  const idsOn = (html: string) => [...html.matchAll(/stated-reasons\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
  const first = await at.helen.get(LIST).expect(200)
  const next = String(first.text.match(/href="([^"]+)">Show the next/)?.[1]).replaceAll('&amp;', '&')
  const second = await at.helen.get(next).expect(200)
  assert.deepEqual([idsOn(first.text).length, idsOn(second.text).length], [25, 2])
  assert.equal(new Set([...idsOn(first.text), ...idsOn(second.text)]).size, 27)
})

test('another trust has none of them, and no other role sees them', async () => {
  await stateReason(at.amal, at.rose)
  const elsewhere = await aSensitiveRecord(portal)
  assert.match(words((await elsewhere.helen.get(LIST)).text), /There is nothing to review/)
  await at.lee.get(LIST).expect(403)
  assert.doesNotMatch((await at.lee.get('/staff')).text, /stated-reasons/)
})
