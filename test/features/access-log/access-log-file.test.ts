import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { audit } from '../../../src/audit/audit.ts'
import { aTrust } from '../../support/builders.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { someoneLoggedIn } from '../appointments/support.ts'

const FILE = '/patient-portal/access-log/file'
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

test('a patient saves the list, in the time of the UK, as a file that a spreadsheet can open', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await browser.get(address).expect(200)
  portal.clock.pass({ seconds: 5 })
  await browser.get('/patient-portal/appointments').expect(200)
  const answer = await browser.get(FILE).expect(200)
  assert.equal(answer.type, 'text/csv')
  assert.equal(answer.headers['content-disposition'], 'attachment; filename=who-has-seen-my-information.csv')
  assert.equal(
    answer.text,
    [
      '\uFEFFDate and time,Who,Name,Trust,What they did,Date of the appointment',
      '2026-06-15 10:00:05,You,,,looked at the list of your appointments,',
      '2026-06-15 10:00:00,You,,,looked at an appointment,Monday 22 June 2026',
      '',
    ].join('\r\n'),
  )
  const again = await browser.get(FILE).expect(200)
  assert.match(again.text, /You,,,looked at who has seen your information,/)
})

test('it holds those who were chosen on the page, and no formula', async () => {
  const { browser, patientId } = await someoneLoggedIn(portal)
  await browser.get('/patient-portal/appointments').expect(200)
  const trust = { name: '=1+1 Trust', names_staff_to_patients: true }
  const trustOdsCode = await aTrust(portal.database, trust)
  await portal.database('staff_user').insert({
    id: 'formula',
    subject_hash: 'formula',
    name: '@SUM(A1)',
    first_seen_at: '2026-06-15T09:00:00.000',
  })
  const actor = { kind: 'staff', userId: 'formula', role: 'team-lead', trustOdsCode } as const
  await portal.database.transaction(transaction =>
    audit(
      transaction,
      actor,
      'viewed-requests',
      { type: 'patient', id: patientId },
      portal.clock.now(),
      patientId,
    ),
  )
  const { text } = await browser.get(`${FILE}?who=staff`).expect(200)
  const [, line, ...rest] = text.split('\r\n')
  assert.match(line ?? '', /,Team lead,'@SUM\(A1\),'=1\+1 Trust,"saw your name/)
  assert.deepEqual(rest, [''])
})
