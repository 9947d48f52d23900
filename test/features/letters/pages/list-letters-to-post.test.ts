import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aTrust } from '../../../support/builders.ts'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { someone } from '../../appointments/support.ts'
import { aLetterInFull } from '../files.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

const LIST = '/staff/letters'
const MARKED = '2026-06-12T08:30:00.000'

async function aMailRoom() {
  const trust = await aTrust(portal.database)
  const { browser } = await aLoggedInStaffMember(portal, { trust })
  const toPost = async (changes: object = {}, of = trust) => {
    const { patientId } = await someone(portal)
    const { id, address } = await aLetterInFull(portal, patientId, { trust: of })
    const marked = { post_after: MARKED, to_post_at: MARKED, ...changes }
    await portal.database('letter').where({ id }).update(marked)
    return { id, address, patientId }
  }
  return { browser, toPost }
}

const openedLate = { seen_at: '2026-06-14T10:00:00.000', read_at: '2026-06-14T10:00:00.000' }

test('the mail room of a trust sees its letters, marks one as posted, and does not post one that was opened', async () => {
  const { browser, toPost } = await aMailRoom()
  const unread = await toPost()
  const opened = await toPost(openedLate)
  const elsewhere = await toPost({}, await aTrust(portal.database))
  const { text } = await browser.get(LIST).expect(200)
  assert.ok(!text.includes(elsewhere.id))
  assert.match(words(text), /1 to 2 of 2/)
  assert.match(words(text), /To post since Friday 12 June 2026 at 9:30am/)
  assert.match(words(text), /The patient opened it online on Sunday 14 June 2026 at 11am/)
  assert.equal(text.match(/Do not post/g)?.length, 1)
  const { _csrf = '' } = hiddenFields(text)
  await send(browser, LIST, { _csrf, letters: opened.id, outcome: 'not-needed' }).expect(303)
  await send(browser, LIST, { _csrf, letters: `${unread.id} ${elsewhere.id}`, outcome: 'posted' }).expect(303)
  assert.match(words((await browser.get(LIST).expect(200)).text), /There are no letters to post\./)
  const ended = await portal.database('letter').whereNotNull('post_outcome').pluck('post_outcome')
  assert.deepEqual(ended.toSorted(), ['not-needed', 'posted'])
  const left = await portal.database('letter').where('id', elsewhere.id).first('post_ended_at')
  assert.equal(left.post_ended_at, null)
  const seen = await portal
    .database('audit_log')
    .where({ action: 'viewed-letters-to-post' })
    .pluck('patient_id')
  assert.ok([unread, opened].every(({ patientId }) => seen.includes(patientId)))
  assert.ok(!seen.includes(elsewhere.patientId))
})

test('the file has the ids that the hospital’s own systems know, and no names', async () => {
  const { browser, toPost } = await aMailRoom()
  const { id, patientId } = await toPost(openedLate)
  const sensitive = await toPost()
  await portal.database('patient').where('id', sensitive.patientId).update({ sensitive: true })
  const { headers, text } = await browser.get(`${LIST}/file`).expect(200)
  assert.equal(headers['content-disposition'], 'attachment; filename=letters-to-post.csv')
  const patient = await portal.database('patient').where('id', patientId).first()
  const lines = text.replace('\uFEFF', '').trim().split('\r\n')
  assert.deepEqual(lines, [
    'Letter,NHS number,Hospital number,Date of letter,To post since,Opened online',
    `${id},${patient.nhs_number.replace(/^(...)(...)/, '$1 $2 ')},${patient.local_patient_id},2026-06-30,2026-06-12T09:30,2026-06-14T11:00`,
  ])
  const seen = await portal
    .database('audit_log')
    .where({ action: 'viewed-letters-to-post' })
    .pluck('patient_id')
  assert.ok(seen.includes(patientId) && !seen.includes(sensitive.patientId))
})

test('a wrong form changes nothing', async () => {
  const { browser, toPost } = await aMailRoom()
  const { id } = await toPost()
  const { _csrf = '' } = hiddenFields((await browser.get(LIST).expect(200)).text)
  for (const wrong of [{ letters: 'x' }, { letters: id, outcome: 'lost' }, { outcome: 'posted' }])
    await send(browser, LIST, { _csrf, ...wrong }).expect(400)
  const row = await portal.database('letter').where({ id }).first('post_ended_at')
  assert.equal(row.post_ended_at, null)
})
