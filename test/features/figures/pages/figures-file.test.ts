import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPortal } from '../../../support/portal.ts'
import { aTeamLead } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('the figures are saved as a CSV file of the trust and month', async () => {
  const { browser, team } = await aTeamLead(portal)
  await team.asked('reschedule')
  const { headers, text } = await browser.get('/staff/figures/file').expect(200)
  assert.match(String(headers['content-type']), /^text\/csv/)
  assert.match(String(headers['content-disposition']), /attachment; filename=figures\.csv$/)
  const [head, ...lines] = text.trimEnd().split('\r\n')
  assert.equal(head, 'Month,Trust,Measure,Of,Value')
  const month = lines[0]?.slice(0, 7)
  assert.ok(lines.includes(`${month},${team.trust},"Requests received, now open",reschedule,1`), text)
  assert.ok(lines.includes(`${month},${team.trust},Requests received,cancel,0`))
  assert.ok(lines.includes(`${month},${team.trust},Hours until half were answered,all,`))
  assert.equal(lines.filter(line => line.includes('Appointments missed')).length, 13)
})

test('a month that is none is not found', async () => {
  const { browser } = await aTeamLead(portal)
  await browser.get('/staff/figures/file?month=2026-13').expect(404)
})
