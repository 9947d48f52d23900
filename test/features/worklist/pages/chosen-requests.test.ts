import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import type { Asked } from '../support.ts'
import { addressOf, aLeadOf, aTeamAtWork, optionOf, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let lead: TeamAtWork['amal']
let two: [Asked, Asked]

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  lead = await aLeadOf(portal, at)
  two = [await at.team.asked('cancel'), await at.team.asked('reschedule')]
})

const CHOSEN = '/staff/requests/chosen'

/** The values of the checkboxes on the list, which its form sends. */
async function ticked(browser: TeamAtWork['amal'], query = ''): Promise<string[]> {
  const { text } = await browser.get(`/staff/requests${query}`).expect(200)
  return [...text.matchAll(/name="request" type="checkbox" value="([^"]+)"/g)].map(([, value]) => value ?? '')
}

const chosen = (values: readonly string[], button: 'print' | 'assign') =>
  `${CHOSEN}?${new URLSearchParams([...values.map(value => ['request', value]), [button, 'x']])}`

const assignedTo = async ({ requestId }: Asked) => (await at.team.row(requestId)).assigned_to

test('each checkbox of the list is labelled with the patient and the appointment', async () => {
  const { text } = await at.amal.get('/staff/requests').expect(200)
  const row = await portal.database('patient').where('id', two[0].patient.patientId).first()
  const label = new RegExp(`<label [^>]*for="request-${two[0].requestId}">(.*?)</label>`).exec(text)?.[1]
  assert.equal(
    words(label ?? '').replace(' ,', ','),
    `Choose the request of ${row.family_name}, ${row.given_name}, appointment on Monday 22 June 2026 at 10am`,
  )
})

test('many are assigned to one colleague, and the list is the same again', async () => {
  const values = await ticked(lead, '?kind=cancel')
  const others = await ticked(lead, '?kind=reschedule')
  const asked = await lead.get(`${chosen([...values, ...others], 'assign')}&clinic=${at.team.clinicId}`)
  assert.equal(heading(asked.text), 'Assign the chosen requests')
  const action = /<form method="post" novalidate action="([^"]+)">/.exec(
    asked.text.split('<main')[1] ?? '',
  )?.[1]
  const sent = await send(lead, action ?? '', {
    _csrf: String(hiddenFields(asked.text)._csrf),
    request: [...values, ...others],
    assignee: optionOf(asked.text, at.beaName),
  })
  assert.equal(heading(sent.text), 'The requests are assigned as you chose')
  assert.ok(words(sent.text).includes(`Assigned to ${at.beaName}`))
  assert.ok(sent.text.includes(`href="/staff/requests?clinic=${at.team.clinicId}"`))
  const bea = optionOf(asked.text, at.beaName)
  assert.deepEqual([await assignedTo(two[0]), await assignedTo(two[1])], [bea, bea])
})

test('what was changed or closed meanwhile is named, and the others are assigned', async () => {
  const third = await at.team.asked('cancel')
  const values = await ticked(lead)
  const asked = await lead.get(chosen(values, 'assign')).expect(200)
  await at.team.work.addNote(at.team.amal, await at.team.seen(two[0].requestId), 'Rang')
  await at.team.work.decline(at.team.amal, await at.team.seen(two[1].requestId), 'No.')
  const sent = await send(lead, CHOSEN, {
    _csrf: String(hiddenFields(asked.text)._csrf),
    request: values,
    assignee: optionOf(asked.text, at.amalName),
  })
  assert.equal(heading(sent.text), 'Not every request is assigned as you chose')
  const [done = '', left = ''] = sent.text.split('>Not changed<')
  assert.ok(done.includes(third.requestId) && !done.includes(two[0].requestId))
  assert.ok(left.includes(two[0].requestId) && left.includes(two[1].requestId))
  assert.deepEqual([await assignedTo(two[0]), await assignedTo(two[1])], [null, null])
})

test('a member of the booking team may print and not assign', async () => {
  const values = await ticked(at.amal)
  assert.ok(!(await at.amal.get('/staff/requests')).text.includes('name="assign"'))
  await at.amal.get(chosen(values, 'assign')).expect(403)
  const { _csrf } = hiddenFields((await at.amal.get('/staff/requests')).text)
  const sent = await send(at.amal, CHOSEN, { _csrf: String(_csrf), request: values, assignee: 'none' })
  assert.equal(sent.status, 403)
  await at.amal.get(chosen(values, 'print')).expect(200)
})

test('many are printed in full, with an entry in the log of each patient shown', async () => {
  const { text } = await at.amal.get(chosen(await ticked(at.amal), 'print')).expect(200)
  const said = words(text)
  for (const { patient } of two) {
    const { family_name, given_name } = await portal
      .database('patient')
      .where('id', patient.patientId)
      .first()
    assert.ok(said.includes(`${family_name}, ${given_name}`))
    const log = await portal
      .database('audit_log')
      .where({ patient_id: patient.patientId, action: 'viewed-requests-to-print' })
    assert.deepEqual(
      log.map(entry => [entry.actor, entry.subject_id]),
      [['staff', patient.patientId]],
    )
  }
  assert.match(said, /Dates to avoid 3 May/)
  assert.equal(text.match(/class="app-sheet"/g)?.length, 2)
})

test('nothing chosen, and what is of another trust or no id, is said to be nothing', async () => {
  const elsewhere = await aTeamAtWork(portal)
  const theirs = await elsewhere.team.asked('cancel')
  for (const values of [[], [`${theirs.requestId}.1`], [`${randomUUID()}.1`], ['x', "'", two[0].requestId]]) {
    const { text } = await lead.get(chosen(values, 'print')).expect(200)
    assert.equal(heading(text), 'You have not chosen any requests')
  }
  const looked = portal.database('audit_log').where({ patient_id: theirs.patient.patientId, actor: 'staff' })
  assert.deepEqual(await looked, [])
  await lead.get(addressOf(two[0].requestId)).expect(200)
})
