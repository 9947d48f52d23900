import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aTrust } from '../../../support/builders.ts'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aLoggedInPatient } from '../../../support/person.ts'
import { aPortal } from '../../../support/portal.ts'
import { aLetterInFull, LETTERS } from '../files.ts'

const portal = await aPortal()
after(() => portal.close())

test('a patient chooses letters by post as well, and stops them again', async () => {
  const lets = { post_letters_after_hours: 72, letters_also_by_post: true }
  const trust = await aTrust(portal.database, { ...lets, name: 'Northern NHS Trust' })
  const { browser, patientId } = await aLoggedInPatient(portal)
  await aLetterInFull(portal, patientId, { trust })
  const address = `${LETTERS}/by-post?hospital=${trust}`
  const list = async () => words((await browser.get(LETTERS).expect(200)).text)
  assert.match(await list(), /How you get your letters from Northern NHS Trust/)
  const asks = await browser.get(address).expect(200)
  assert.match(
    words(asks.text),
    /You get letters from Northern NHS Trust in this service\. .*Post my letters as well/,
  )
  await send(browser, address, hiddenFields(asks.text)).expect(303).expect('Location', address)
  const chosen = await browser.get(address).expect(200)
  assert.match(words(chosen.text), /in this service and by post\. .*Stop posting my letters/)
  await send(browser, address, hiddenFields(chosen.text)).expect(303)
  assert.match(words((await browser.get(address).expect(200)).text), /Post my letters as well/)
})

test('a trust that does not let patients choose has no such page', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const trust = await aTrust(portal.database, { post_letters_after_hours: 72 })
  await aLetterInFull(portal, patientId, { trust })
  await browser.get(`${LETTERS}/by-post?hospital=${trust}`).expect(404)
  assert.doesNotMatch((await browser.get(LETTERS).expect(200)).text, /by-post/)
})
