import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toColumn } from '../../../../src/database/columns.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { aTeamLead } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

test('each chart has a table with the same figures', async () => {
  const { browser, team } = await aTeamLead(portal)
  const done = await team.asked('cancel')
  await team.work.completeCancellation(team.amal, await team.seen(done.requestId))
  await team.asked('cancel')
  await team.asked('reschedule')
  const { text } = await browser.get('/staff/figures').expect(200)
  const shown = words(text)
  assert.match(heading(text), /^Figures for \w+ \d{4}$/)
  assert.match(shown, /Done 1 0 1 Declined 0 0 0/)
  assert.match(shown, /Still open 1 1 2 All 2 1 3/)
  assert.match(shown, /Answers in the time that the patient was promised: 1 of 1 \(100%\)/)
  assert.match(shown, /In the promised time 1 1 2/)
  const charts = [...text.matchAll(/<svg class="app-chart".*?aria-label="(.+?)"/gs)].map(([, name]) => name)
  assert.equal(charts.length, 5)
  assert.equal(charts.length, [...text.matchAll(/<caption[^>]*>(?!Before)/g)].length)
  assert.match(
    text,
    /<text[^>]*>Still open<\/text>\s*<rect [^>]*width="110"/,
    'the longest bar is the whole width',
  )
})

test('a month leads to the month before it and the one after it, up to this one', async () => {
  const { browser } = await aTeamLead(portal)
  const { text } = await browser.get('/staff/figures?month=2026-02').expect(200)
  assert.equal(heading(text), 'Figures for February 2026')
  assert.match(text, /href="\/staff\/figures\?month=2026-01">January 2026</)
  assert.match(text, /href="\/staff\/figures\?month=2026-03">March 2026</)
  assert.match(text, /href="\/staff\/figures\/file\?month=2026-02"/)
  assert.match(
    words(text),
    /No patient asked to cancel or move an appointment in February 2026.*None of these requests has been answered/,
  )
  const now = await browser.get('/staff/figures').expect(200)
  assert.match(words(now.text), /This month has not ended/)
  assert.equal([...now.text.matchAll(/figures\?month=/g)].length, 1)
})

test('a month that is none is not found', async () => {
  const { browser } = await aTeamLead(portal)
  for (const month of ['2026-13', '9999-12', '2019-01', '-000001-01', '%00', '2026-01&month=2026-02'])
    await browser.get(`/staff/figures?month=${month}`).expect(404)
})

test('a share is of those attended or missed', async () => {
  const { browser, team } = await aTeamLead(portal)
  const { database } = portal
  const month = Temporal.Instant.from('2026-02-10T10:00:00Z')
  for (const status of ['fulfilled', 'fulfilled', 'noshow']) {
    const { appointmentId } = await team.asked('cancel')
    const ends_at = toColumn(month.add({ minutes: 30 }))
    await database('appointment')
      .where('id', appointmentId)
      .update({ status, starts_at: toColumn(month), ends_at })
  }
  const { text } = await browser.get('/staff/figures?month=2026-02').expect(200)
  assert.match(words(text), /February 2026 2 1 33.3%/)
  assert.match(words(text), /January 2026 0 0 none/)
})
