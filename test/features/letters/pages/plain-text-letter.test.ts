import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aLoggedInPatient } from '../../../support/person.ts'
import { aPortal } from '../../../support/portal.ts'
import { until } from '../../../support/time/until.ts'
import { aLetterInFull, BLOCKS, receiptOf } from '../files.ts'

const portal = await aPortal()
after(() => portal.close())

test('the words of a letter are a file of plain text, in which each cell of a table has its heading', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  const { headers, text } = await browser.get(`${address}/plain-text`).expect(200)
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
  assert.equal(headers['content-disposition'], 'attachment; filename=hospital-letter.txt')
  const lines = [
    ...['Cardiology: letter after your appointment', '', 'What we found', ''],
    ...['Your knee is strong.', 'We are glad.', '', '- Walk every day', ''],
    ...['Measurements', 'What: Knee; Result: fine', ''],
  ]
  assert.equal(text, lines.join('\r\n'))
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
})
