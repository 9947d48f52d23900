import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aLoggedInPatient } from '../../../support/person.ts'
import { aPortal } from '../../../support/portal.ts'
import { until } from '../../../support/time/until.ts'
import { aLetterInFull, BLOCKS, receiptOf } from '../files.ts'

const portal = await aPortal()
after(() => portal.close())

test('the whole letter is there in large print, and is then read', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  const { text } = await browser.get(`${address}/large-print`).expect(200)
  assert.match(text, /<div class="app-large-print">/)
  assert.match(words(text), /What we found Your knee is strong\. We are glad\. Walk every day Measurements/)
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
})
