import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { toColumn } from '../../../../src/database/columns.ts'
import { heading, words } from '../../../support/page.ts'
import { aLoggedInPatient } from '../../../support/person.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { until } from '../../../support/time/until.ts'
import { anAppointmentOf } from '../../appointments/support.ts'
import { aLetterInFull, BLOCKS, receiptOf } from '../files.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

test('a letter whose words are known is a page, and then it is read', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  const { text } = await browser.get(address).expect(200)
  assert.equal(heading(text), 'Cardiology: letter after your appointment')
  assert.match(words(text), /Dated Tuesday 30 June 2026/)
  assert.match(text, /<h2 class="nhsuk-heading-m">What we found<\/h2>/)
  assert.match(text, /Your knee is strong\.<br>We are glad\./)
  assert.match(text, /<th scope="row"[^>]*>Knee<\/th>/)
  assert.match(words(text), /Download the letter \(PDF, 1 KB, 1 page\) Large print Download as plain text/)
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
  const entries = await portal.database('audit_log').where('subject_id', id).orderBy('place').pluck('action')
  assert.deepEqual(entries, ['viewed-letter', 'read-letter'])
})

test('of a letter that is only a file, the page says how to open it, and it is seen', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const post = { after: portal.clock.now().add({ hours: 48 }), always: false }
  const { address, id } = await aLetterInFull(portal, patientId, { post })
  const { text } = await browser.get(address).expect(200)
  assert.match(words(text), /This letter is a PDF file\. .*Open the letter \(PDF, 1 KB, 1 page\)/)
  assert.match(
    words(text),
    /If you do not open this letter by Wednesday 17 June 2026 at 10am, we will post it to you\./,
  )
  assert.doesNotMatch(text, /large-print|plain-text/)
  await until('it is seen', async () => (await receiptOf(portal, id)) === 'Seen')
  await browser.get(`${address}/large-print`).expect(404)
  await browser.get(`${address}/plain-text`).expect(404)
})

test('a file without text or without structure says so, and whom to ask for another format', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const file = { id: '', size: 1, pages: null }
  const page = async (format: 'image' | 'text') => {
    const { address } = await aLetterInFull(portal, patientId, { file: { ...file, format } })
    return words((await browser.get(address).expect(200)).text)
  }
  const image = await page('image')
  assert.match(image, /picture of the letter\. Screen readers cannot read it aloud/)
  assert.match(image, /such as large print, .* contact Test Hospitals NHS Trust : Phone: 01632 960 000/)
  assert.match(await page('text'), /Screen readers may read the file in the wrong order/)
})

test('a letter and its appointment lead to each other, and only for their patient', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address: appointment, id: appointmentId } = await anAppointmentOf(portal, patientId)
  const { address } = await aLetterInFull(portal, patientId, { appointmentId })
  assert.ok((await browser.get(address).expect(200)).text.includes(`href="${appointment}"`))
  const shown = await browser.get(appointment).expect(200)
  assert.ok(shown.text.includes(`href="${address}"`))
  assert.match(words(shown.text), /About this appointment .*30 June 2026 Unread/)
  const other = await aLoggedInPatient(portal)
  const wrong = await aLetterInFull(portal, other.patientId, { appointmentId })
  assert.ok(!(await other.browser.get(wrong.address).expect(200)).text.includes(appointment))
})

test('a letter that was replaced leads its patient to the newer one, at every address', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const old = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  const newer = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  await portal.database('letter').where('id', old.id).update({ superseded_by: newer.id })
  for (const page of ['', '/file', '/large-print', '/plain-text'])
    await browser
      .get(old.address + page)
      .expect(303)
      .expect('Location', newer.address + page)
  assert.match(words((await browser.get(newer.address).expect(200)).text), /It replaces an earlier letter\./)
  assert.equal(await receiptOf(portal, old.id), 'Unread')
})

test('a letter that is taken back while its page is open is gone at every address', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  await browser.get(address).expect(200)
  await portal
    .database('letter')
    .where({ id })
    .update({ withdrawn_at: toColumn(portal.clock.now()) })
  for (const page of ['', '/file', '/large-print', '/plain-text'])
    await browser.get(address + page).expect(404)
})

test('what is wrong in the stored words of a letter is an error, and never a part of it', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  const { html_file_id } = await portal.database('letter').where({ id }).first('html_file_id')
  await portal.database('stored_file_chunk').where('file_id', html_file_id).delete()
  const { text } = await browser.get(address).expect(500)
  assert.doesNotMatch(text, /knee/)
  assert.equal(await receiptOf(portal, id), 'Unread')
})
