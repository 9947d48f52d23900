import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { audit } from '../../../src/audit/audit.ts'
import type { PATIENT_ACTIONS } from '../../../src/shared/audit-actions.ts'
import { aTrust } from '../../support/builders.ts'
import { heading, words } from '../../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { type LoggedInPatient, someoneLoggedIn } from '../appointments/support.ts'
import { BookingTeam } from '../worklist/support.ts'

const LOG = '/patient-portal/access-log'
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const read = async (browser: Agent, query = '') => words((await browser.get(LOG + query).expect(200)).text)

/** Entries of staff, by somebody with this name, at a trust that may let patients read it. */
async function seenByStaff({ patientId }: LoggedInPatient, trust: Record<string, unknown> = {}) {
  const trustOdsCode = await aTrust(portal.database, trust)
  const { person } = await aLoggedInStaffMember(portal, { trust: trustOdsCode })
  const user = await portal.database('staff_user').where('name', person.name).first()
  const actor = { kind: 'staff', userId: user.id, role: 'team-lead', trustOdsCode } as const
  const subject = { type: 'patient', id: patientId }
  await portal.database.transaction(transaction =>
    audit(transaction, actor, 'viewed-requests', subject, portal.clock.now(), patientId),
  )
  return person
}

test('a patient reads what they have opened themselves, newest first, with the appointment', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const empty = await browser.get(LOG).expect(200)
  assert.equal(heading(empty.text), 'Who has seen my information')
  assert.match(words(empty.text), /There is nothing to show yet\./)
  await browser.get('/patient-portal/appointments').expect(200)
  portal.clock.pass({ minutes: 1 })
  await browser.get(address).expect(200)
  const { text } = await browser.get(LOG).expect(200)
  assert.match(
    words(text),
    /Monday 15 June 2026 10:01am: You looked at an appointment \( appointment on Monday 22 June 2026 \) 10am: You looked at the list of your appointments 10am: You looked at who has seen your information/,
  )
  assert.ok(text.includes(`href="${address}"`))
})

test('of staff they read the role and the trust, and the name only where the trust says so', async () => {
  const patient = await someoneLoggedIn(portal)
  const unnamed = await seenByStaff(patient, { name: 'Quiet NHS Trust' })
  const named = await seenByStaff(patient, { name: 'Open NHS Trust', names_staff_to_patients: true })
  const text = await read(patient.browser)
  assert.ok(text.includes(`${named.name} , Team lead, Open NHS Trust , saw your name`), text)
  assert.match(text, /: Team lead, Quiet NHS Trust , saw your name/)
  assert.ok(!text.includes(unnamed.name))
})

test('they read what the booking team did with their request, and the NHS App, and a job', async () => {
  const team = await BookingTeam.in(portal)
  const patient = await someoneLoggedIn(portal)
  const who = { kind: 'patient', patientId: patient.patientId } as const
  const { requestId } = await team.asked('cancel', who)
  await team.work.decline(team.amal, await team.seen(requestId), 'There is no other time')
  const program = { kind: 'program', patientId: patient.patientId, permissions: [] } as const
  const himself = { type: 'patient', id: patient.patientId }
  await portal.database.transaction(async transaction => {
    const [aggregator, job] = [
      { ...program, name: 'aggregator', clientId: 'a' } as const,
      { ...program, name: 'portal', clientId: 'requests' } as const,
    ]
    await audit(transaction, aggregator, 'listed-in-nhs-app', himself, portal.clock.now())
    await audit(transaction, job, 'ended-request', himself, portal.clock.now())
  })
  const everyone = await read(patient.browser)
  const lines = {
    you: /You asked to cancel an appointment \( appointment on/,
    staff:
      /Booking team, Test Hospitals NHS Trust , declined a request about your appointment \( appointment on/,
    'nhs-app': /The NHS App read the list of your appointments/,
    automatic: /This service ended a request about your appointment, because there was nothing left to do/,
  }
  for (const [kind, line] of Object.entries(lines)) {
    assert.match(everyone, line)
    const filtered = await read(patient.browser, `?who=${kind}`)
    for (const [other, otherLine] of Object.entries(lines))
      assert.equal(otherLine.test(filtered), other === kind, `${other} in ${kind}`)
  }
})

test('older entries are on other pages, each once, down to those of the earliest releases', async () => {
  const { browser, id, patientId } = await someoneLoggedIn(portal)
  for (const version of [2, 3])
    await portal.database('audit_entry').insert({
      at: `2026-01-0${version}T09:00:00.000`,
      actor: 'patient',
      patient_id: patientId,
      action: version === 2 ? 'cancelled' : 'moved',
      appointment_id: id,
      version,
    })
  const actor = { kind: 'patient', patientId } as const
  for (let count = 0; count < 48; count++)
    await portal.database.transaction(transaction =>
      audit(
        transaction,
        actor,
        'viewed-appointments',
        { type: 'patient', id: patientId },
        portal.clock.now(),
      ),
    )
  const pages: string[] = []
  let next: string | undefined = LOG
  while (next) {
    const { text }: { text: string } = await browser.get(next).expect(200)
    pages.push(words(text))
    next = /href="([^"]+)">Show older entries/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  const linesOf = (text = '') =>
    [...text.matchAll(/You (looked at the list|cancelled|moved)/g)].map(([, did]) => did)
  assert.deepEqual(
    pages.map(linesOf).map(lines => lines.length),
    [25, 23 + 2],
  )
  assert.deepEqual(linesOf(pages[1]).slice(-2), ['moved', 'cancelled'])
  assert.doesNotMatch(pages[0] ?? '', /Back to the newest/)
  assert.match(pages[1] ?? '', /Back to the newest entries/)
  assert.deepEqual(linesOf(await read(browser, '?before=e2000000000')), ['moved', 'cancelled'])
})

test('one patient never reads the entries of another', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await browser.get(address).expect(200)
  const stranger = await someoneLoggedIn(portal)
  assert.match(await read(stranger.browser), /There is nothing to show yet/)
})

test('what the address says wrongly is left out', async () => {
  const { browser } = await someoneLoggedIn(portal)
  await browser.get('/patient-portal/appointments').expect(200)
  for (const wrong of ['who=patient', 'who=you&who=staff', 'before=0', 'before=-1', 'before=e', 'before=1.5'])
    assert.match(await read(browser, `?${wrong}`), /You looked at the list of your appointments/, wrong)
})

test('an action that a newer release wrote is told in general words', async () => {
  const { browser, patientId } = await someoneLoggedIn(portal)
  const action = 'sent-letter' as keyof typeof PATIENT_ACTIONS
  await portal.database.transaction(transaction =>
    audit(
      transaction,
      { kind: 'patient', patientId },
      action,
      { type: 'letter', id: 'l' },
      portal.clock.now(),
    ),
  )
  assert.match(await read(browser), /You looked at or changed your information/)
})

test('the home page and the page about privacy lead to it', async () => {
  const { browser } = await someoneLoggedIn(portal)
  for (const address of ['/patient-portal', '/patient-portal/help/privacy'])
    assert.ok((await browser.get(address).expect(200)).text.includes(`href="${LOG}"`), address)
})
