import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aTrust } from '../../../support/builders.ts'
import { words } from '../../../support/page.ts'
import { aLoggedInPatient } from '../../../support/person.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { someoneLoggedIn } from '../../appointments/support.ts'
import { aLetterInFull, LETTERS } from '../files.ts'
import { aLetter } from '../support.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

const idsIn = (html: string) =>
  [...html.matchAll(/href="\/patient-portal\/document\/([0-9a-f-]{36})"/g)].map(([, id]) => id)

test('without letters the list says what will be there, and what to do', async () => {
  const { browser } = await someoneLoggedIn(portal)
  const { text } = await browser.get(LETTERS).expect(200)
  assert.match(words(text), /You have no letters in this service yet\. .*If you expected a letter, contact/)
})

test('unread letters are marked in words, with the time until when to open them', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const post = { after: portal.clock.now().add({ hours: 8 }), always: false }
  const unread = await aLetterInFull(portal, patientId, { post })
  const read = await aLetterInFull(portal, patientId, { datedOn: Temporal.PlainDate.from('2026-01-05') })
  await portal
    .database('letter')
    .where('id', read.id)
    .update({ seen_at: '2026-06-01T09:00:00.000', read_at: '2026-06-01T09:00:00.000' })
  const { text } = await browser.get(LETTERS).expect(200)
  assert.deepEqual(idsIn(text), [unread.id, read.id])
  assert.match(
    words(text),
    /first\. Unread Cardiology: letter after your appointment Tuesday 30 June 2026 Test Hospitals NHS Trust If you do not open this letter by Monday 15 June 2026 at 6pm, we will post it to you\. Cardiology: letter after your appointment Monday 5 January 2026/,
  )
})

test('many letters come on pages, and by hospital and year', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const trust = await aTrust(portal.database, { name: 'Northern NHS Trust' })
  const other = await aTrust(portal.database, { name: 'Southern NHS Trust' })
  const ids: string[] = []
  for (let number = 0; number < 25; number++) {
    const datedOn = Temporal.PlainDate.from('2025-12-20').add({ days: number })
    const values = { importedAt: portal.clock.now(), datedOn }
    ids.unshift(await aLetter(portal.database, patientId, number % 5 ? trust : other, values))
  }
  const first = await browser.get(LETTERS).expect(200)
  assert.deepEqual(idsIn(first.text), ids.slice(0, 20))
  assert.match(words(first.text), /All hospitals Northern NHS Trust Southern NHS Trust All years 2026 2025/)
  const second = await browser.get(`${LETTERS}?page=2`).expect(200)
  assert.deepEqual(idsIn(second.text), ids.slice(20))
  assert.match(words(second.text), /Back to the newest letters/)
  const filtered = await browser.get(`${LETTERS}?hospital=${other}&year=2025`).expect(200)
  assert.deepEqual(idsIn(filtered.text), [ids[14], ids[19], ids[24]])
  assert.match(words(filtered.text), / 3 letters\./)
  const none = await browser.get(`${LETTERS}?year=1999`).expect(200)
  assert.match(words(none.text), /There are no letters to show here\. Show all letters/)
})

test('a list that cannot be read is an error, and never an empty list', async t => {
  const { browser } = await aLoggedInPatient(portal)
  await portal.database.schema.renameTable('letter', 'letter_elsewhere')
  t.after(() => portal.database.schema.renameTable('letter_elsewhere', 'letter'))
  const { text } = await browser.get(LETTERS).expect(500)
  assert.doesNotMatch(words(text), /no letters/)
})

test('the home page leads to what is unread, until it is read', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const home = async () => words((await browser.get('/patient-portal').expect(200)).text)
  const one = await aLetterInFull(portal, patientId, {
    post: { after: portal.clock.now().add({ hours: 48 }), always: false },
  })
  assert.match(
    await home(),
    /Read your letter: Cardiology: letter after your appointment , by Wednesday 17 June 2026/,
  )
  await aLetterInFull(portal, patientId)
  assert.match(await home(), /Read your 2 unread letters , by Wednesday 17 June 2026/)
  const read = { seen_at: '2026-06-15T09:00:00.000', read_at: '2026-06-15T09:00:00.000' }
  await portal.database('letter').where('id', one.id).update(read)
  assert.match(await home(), /Read your letter: Cardiology: letter after your appointment(?! , by)/)
})

test('with FEATURES=letters the pages, the entry in the menu and the links are gone', async t => {
  const without = await aPortal({ disabledFeatures: ['letters'] })
  t.after(() => without.close())
  const { address: appointment, browser, id, patientId } = await someoneLoggedIn(without)
  const { address } = await aLetterInFull(without, patientId, { appointmentId: id })
  for (const gone of [LETTERS, address, `${address}/file`]) await browser.get(gone).expect(404)
  for (const page of ['/patient-portal', appointment])
    assert.doesNotMatch((await browser.get(page).expect(200)).text, /letter|document/i)
})
