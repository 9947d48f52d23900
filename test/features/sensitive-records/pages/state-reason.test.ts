import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { codeOf } from '../../../support/staff-login/roles.ts'
import { aPatientOf } from '../../staff-patients/support.ts'
import { aSensitiveRecord, EXPLANATION, formOf, given, stateReason } from '../support.ts'

let portal: TestPortal
let at: Awaited<ReturnType<typeof aSensitiveRecord>>

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aSensitiveRecord(portal)
})

const stated = () => portal.database('stated_reason').where('patient_id', at.rose.patientId)
const actions = async () => {
  const entries = portal.database('audit_log').where('patient_id', at.rose.patientId).orderBy('place')
  return (await entries.pluck('action')).filter((action: string) => /sensitive|stated/.test(action))
}

test('nothing of a sensitive record is shown before a reason is stated, and the attempt is in the log', async () => {
  const refused = await at.amal.get(at.rose.address).expect(303)
  const { location } = refused.headers
  assert.equal(location, `${at.rose.form}?to=${encodeURIComponent(at.rose.address)}`)
  const { text } = await at.amal.get(String(location)).expect(200)
  assert.equal(heading(text), 'Why do you need to open this record?')
  assert.doesNotMatch(text, /Testcase|999 \d/)
  assert.deepEqual(await actions(), ['sought-sensitive-record'])
})

test('with a reason the page that was asked for opens, for 30 minutes by the clock, and says until when', async () => {
  assert.equal(await stateReason(at.amal, at.rose), at.rose.address)
  const { text } = await at.amal.get(at.rose.address).expect(200)
  assert.match(
    words(text),
    /Sensitive record\. It is open to you until 10:30am, for the reason that you stated/,
  )
  assert.match(words(text), /marked as sensitive/)
  for (const minutes of [10, 10, 9]) {
    portal.clock.pass({ minutes })
    await at.amal.get('/staff').expect(200)
    await at.amal.get(at.rose.address).expect(200)
  }
  portal.clock.pass({ minutes: 1 })
  const ended = await at.amal.get(at.rose.address).expect(303)
  assert.ok(String(ended.headers.location).startsWith(at.rose.form))
})

test('a form that was opened in time is shown again with its faults, and what was typed', async () => {
  await stateReason(at.lee, at.rose)
  const address = `${at.rose.address}/portal-access`
  const fields = { ...hiddenFields((await at.lee.get(address).expect(200)).text), reason: 'x'.repeat(501) }
  for (const minutes of [14, 14, 14]) {
    portal.clock.pass({ minutes })
    await at.lee.get('/staff').expect(200)
  }
  const wrong = await send(at.lee, address, fields).expect(400)
  assert.ok(wrong.text.includes(fields.reason))
  portal.clock.pass({ minutes: 4 })
  await send(at.lee, address, fields).expect(303)
})

test('it is open to nobody else, at no other trust, and no other record is', async () => {
  await stateReason(at.amal, at.rose)
  await at.lee.get(at.rose.address).expect(303)
  const other = await aPatientOf(at, { sensitive: true })
  await at.amal.get(`/staff/patients/${other.patientId}`).expect(303)
  const elsewhere = await aSensitiveRecord(portal)
  await elsewhere.team.doors.booked(at.rose, elsewhere.team.clinicId, { days: 9 })
  await elsewhere.amal.get(at.rose.address).expect(303)
})

test('a request and a task of the patient, and every page of an appointment, go through the same door', async () => {
  const { patient, requestId } = await at.team.asked('cancel')
  await portal.database('patient').where('id', patient.patientId).update({ sensitive: true })
  const request = `/staff/requests/${requestId}`
  for (const address of [request, `${request}/note`, `/staff/patients/${patient.patientId}/book`]) {
    const refused = await at.amal.get(address).expect(303)
    assert.equal(refused.headers.location, `${formOf(patient.patientId)}?to=${encodeURIComponent(address)}`)
  }
  const { headers } = await at.amal.get(request)
  assert.equal((await answer(at.amal, String(headers.location), given)).headers.location, request)
  assert.match(words((await at.amal.get(request).expect(200)).text), /Sensitive record\. It is open to you/)
})

test('lists name the patient, and what is printed leaves the request out', async () => {
  const { patient, requestId } = await at.team.asked('cancel')
  await portal.database('patient').where('id', patient.patientId).update({ sensitive: true })
  const list = await at.amal.get('/staff/requests').expect(200)
  assert.ok(list.text.includes(requestId))
  const print = `/staff/requests/chosen?print=yes&request=${requestId}.1`
  const without = words((await at.amal.get(print).expect(200)).text)
  assert.match(without, /Left out, because the record of the patient is sensitive: 1\./)
  assert.doesNotMatch(without, /Other appointments/)
  await stateReason(at.amal, { form: formOf(patient.patientId) })
  assert.match(words((await at.amal.get(print).expect(200)).text), /Other appointments at your trust/)
})

test('a short explanation, or no reason, is refused, and what was typed stays', async () => {
  const short = await answer(at.amal, at.rose.form, { reason: 'asked', explanation: 'On the phone. ' })
  assert.equal(short.status, 400)
  assert.match(words(short.text), /There is a problem Explain your reason in at least 20 characters/)
  assert.match(short.text, />On the phone\. ?<\/textarea>/)
  assert.match(short.text, /value="asked" checked/)
  const none = await answer(at.amal, at.rose.form, { explanation: EXPLANATION })
  assert.match(words(none.text), /There is a problem Select why you need to open this record/)
  const long = await answer(at.amal, at.rose.form, { ...given, explanation: 'x'.repeat(501) })
  assert.match(words(long.text), /must be 500 characters or less\. You have written 501/)
  assert.deepEqual(await stated(), [])
  const more = await answer(at.amal, at.rose.form, { explanation: 'So far', _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('>So far</textarea>'))
})

test('the form sent twice states one reason, with one entry', async () => {
  const fields = { ...hiddenFields((await at.amal.get(at.rose.form)).text), ...given }
  const answers = await Promise.all([1, 2].map(() => send(at.amal, at.rose.form, fields)))
  assert.deepEqual(
    answers.map(({ status, headers }) => [status, headers.location]),
    [1, 2].map(() => [303, at.rose.address]),
  )
  const [row, ...others] = await stated()
  assert.deepEqual(others, [])
  assert.deepEqual([row.reason, row.explanation, row.role], ['booking', EXPLANATION, 'booking-team'])
  assert.deepEqual(await actions(), ['stated-reason'])
})

test('a form without its token states nothing', async () => {
  await send(at.amal, at.rose.form, given).expect(403)
  assert.deepEqual(await stated(), [])
})

test('the patient reads who opened the record, and the reason that was chosen', async () => {
  await stateReason(at.amal, at.rose, { reason: 'asked' })
  await at.amal.get(at.rose.address).expect(200)
  await portal.database('patient').where('id', at.rose.patientId).update({ sensitive: false })
  const browser = await portal.logIn({
    nhsNumber: at.rose.nhsNumber,
    birthDate: '1970-03-14',
    familyName: 'Testcase',
  })
  const log = words((await browser.get('/patient-portal/access-log').expect(200)).text)
  assert.match(
    log,
    /Booking team, .* opened your information, which is marked as sensitive, with a stated reason: because you asked, or someone who acts for you/,
  )
  assert.ok(!log.includes(EXPLANATION))
})

test('a patient of another trust is not there, and no reason is asked about an ordinary record', async () => {
  const elsewhere = await aSensitiveRecord(portal)
  await at.amal.get(elsewhere.rose.form).expect(404)
  await at.amal.get(formOf('no-id')).expect(404)
  const ordinary = await aPatientOf(at)
  const { headers } = await at.amal.get(formOf(ordinary.patientId)).expect(303)
  assert.equal(headers.location, `/staff/patients/${ordinary.patientId}`)
})

test('only roles that work with patients may state a reason', async () => {
  await at.helen.get(at.rose.form).expect(403)
  const { browser } = await aLoggedInStaffMember(portal, { code: codeOf('clinician'), trust: at.team.trust })
  await browser.get(at.rose.form).expect(200)
})

test('the form leads on only to pages of staff', async () => {
  for (const to of ['https://elsewhere.example/', '//elsewhere.example', '/patient-portal', '/staff/log-out'])
    assert.equal(
      (await answer(at.amal, at.rose.form, { ...given, explanation: 'short', to })).text.match(
        /name="to" value="([^"]*)"/,
      )?.[1],
      at.rose.address,
    )
})
