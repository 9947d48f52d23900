import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aRequest, byRequest, someoneLoggedIn } from '../support.ts'

/** What the page of an appointment says about the patient's request. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

async function whoAsked(kind: 'cancel' | 'reschedule') {
  portal.clock.set(MONDAY)
  const them = await someoneLoggedIn(portal, { trust: byRequest })
  await aRequest(portal.database, them.id, kind)
  const change = async (changes: object) =>
    portal.database('change_request').where('appointment_id', them.id).update(changes)
  const close = (status: string, more: object = {}) =>
    change({ status, decided_at: '2026-06-15T08:45:00.000', ...more })
  const appointment = (changes: object) => portal.database('appointment').where('id', them.id).update(changes)
  const shown = async () => words((await them.browser.get(them.address).expect(200)).text)
  return { ...them, change, close, appointment, shown }
}

const cancelled = (by: string) => ({
  status: 'cancelled',
  cancelled_by: by,
  cancelled_at: '2026-06-15T08:45:00.000',
})

test('a patient reads that the request has arrived, then that somebody looks at it, and can withdraw it', async () => {
  const { address, browser, change, shown } = await whoAsked('cancel')
  assert.match(
    await shown(),
    /at 9:30am\. The booking team has your request\. The booking team will reply by/,
  )
  const times = { claimed_at: '2026-06-15T08:50:00.000', claimed_until: '2026-06-15T09:05:00.000' }
  await change({ claimed_by: 'amal.khan@example.nhs.uk', ...times })
  const { text } = await browser.get(address).expect(200)
  assert.ok(
    words(text).includes(
      'Someone in the booking team started to look at your request on Monday 15 June 2026 at 9:50am.',
    ),
  )
  assert.ok(text.includes(`href="${address}/withdraw-request"`))
  assert.ok(!text.includes('amal'), 'not who')
  portal.clock.pass({ minutes: 5 })
  assert.match(await shown(), /The booking team has your request\./)
})

test('a patient who was not answered in time is told whom to call', async () => {
  const { change, shown } = await whoAsked('reschedule')
  await change({ promised_by: '2026-06-15T08:59:00.000' })
  const text = await shown()
  assert.ok(
    text.includes(
      'They should have replied by Monday 15 June 2026 at 9:59am. We are sorry. Call 01632 960 000',
    ),
    text,
  )
  assert.ok(!text.includes('will reply by'))
})

test('a patient whose request was declined reads first that they are booked, then why, and what to do', async () => {
  const { browser, address, close, shown } = await whoAsked('cancel')
  await close('declined', { reply: 'The scan cannot wait.\nSiân & <b>Dr 𠮷</b> will explain.' })
  const text = await shown()
  const said = [
    'This appointment is still booked. The booking team could not cancel it.',
    'You asked on Monday 15 June 2026 at 9:30am',
    'They replied on Monday 15 June 2026 at 9:45am',
    'What they said The scan cannot wait.',
    'If you cannot keep this appointment, call 01632 960 000',
  ]
  const places = said.map(words => text.indexOf(words))
  assert.ok(!places.includes(-1), text)
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  )
  const { text: html } = await browser.get(address).expect(200)
  assert.ok(html.includes('The scan cannot wait.<br>Siân &amp; &lt;b&gt;Dr 𠮷&lt;/b&gt; will explain.'))
  assert.ok(text.includes('Ask to cancel appointment'), 'and may ask again')
})

test('a patient whose request for another time was declined without words is told so', async () => {
  const { close, shown } = await whoAsked('reschedule')
  await close('declined')
  const text = await shown()
  assert.ok(text.includes('The booking team could not give you another time.'))
  assert.ok(text.includes('They gave no reason here. If you cannot make this appointment, call'))
})

test('a patient reads that the booking team has cancelled as asked', async () => {
  const { appointment, close, shown } = await whoAsked('cancel')
  await appointment(cancelled('patient'))
  await close('done')
  assert.ok(
    (await shown()).includes(
      'You asked to cancel this appointment on Monday 15 June 2026 at 9:30am. The booking team cancelled it on Monday 15 June 2026 at 9:45am.',
    ),
  )
})

test('a patient reads on the new appointment that it is what they asked for', async () => {
  const them = await whoAsked('reschedule')
  const next = await someoneLoggedIn(portal, { trust: byRequest })
  await portal.database('appointment').where('id', next.id).update({ patient_id: them.patientId })
  await them.appointment({ ...cancelled('patient'), moved_to_id: next.id })
  await them.close('done')
  const { text } = await them.browser.get(next.address).expect(200)
  assert.ok(
    words(text).includes('The booking team booked this time for you on Monday 15 June 2026 at 9:45am.'),
  )
})

for (const [what, changes, because] of [
  ['the hospital cancelled', cancelled('hospital'), 'the appointment was cancelled'],
  ['its date passed', { starts_at: '2026-06-15T08:00:00.000' }, 'the time of the appointment had come'],
] as const)
  test(`a patient reads that a request has ended because ${what}`, async () => {
    const { appointment, close, shown } = await whoAsked('cancel')
    await appointment(changes)
    await close('lapsed')
    assert.ok(
      (await shown()).includes(`The request ended on Monday 15 June 2026 at 9:45am, because ${because}.`),
    )
  })

test('an answer is not shown when the appointment has changed since, or is over', async () => {
  const { appointment, close, shown } = await whoAsked('cancel')
  await close('declined', { reply: 'Too soon.' })
  assert.ok((await shown()).includes('Too soon.'))
  await appointment(cancelled('patient'))
  assert.ok(!(await shown()).includes('Too soon.'))
  await appointment({ status: 'fulfilled', cancelled_at: null, cancelled_by: null })
  assert.ok(!(await shown()).includes('Too soon.'))
})
