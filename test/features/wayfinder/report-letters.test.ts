import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { reportLetterOf } from '../../../src/features/wayfinder/report-letters.ts'
import { toWayfinder } from '../../../src/features/wayfinder/reporting-service-events.ts'
import type { LeasedEvent } from '../../../src/outbox/event.ts'
import { createLog } from '../../../src/shared/log.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { aPortal } from '../../support/portal.ts'
import { until } from '../../support/time/until.ts'
import { aLetterInFull, BLOCKS } from '../letters/files.ts'

const portal = await aPortal()
after(() => portal.close())
const { database, clock } = portal

async function reported(letterId: string) {
  const rows = await database('reporting_event').whereLike('kind', 'letter%').orderBy('id')
  return rows
    .map(row => ({ ...row, details: JSON.parse(row.details) }))
    .filter(({ details }) => details.letterId === letterId)
}

const codesOf = async (letterId: string) =>
  (await reported(letterId)).map(({ kind, details }) => [kind, details.receipt].filter(Boolean).join(' '))

/** As the worker does after an event of the outbox. */
function afterEvent(id: string): Promise<void> {
  const handle = reportLetterOf({ database, clock, log: createLog('silent') })
  const event = { id: randomUUID(), kind: 'letter-added', subject: { type: 'letter', id, version: 1 } }
  return handle(event as LeasedEvent, new AbortController().signal)
}

test('a letter is reported once with each receipt, and without a word of what it says', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  await afterEvent(id)
  await afterEvent(id)
  assert.deepEqual(await codesOf(id), ['letter Unread'])
  await browser.get(address).expect(200)
  await until('it is read', async () => (await database('letter').where({ id }).first()).read_at !== null)
  await afterEvent(id)
  assert.deepEqual(await codesOf(id), ['letter Unread', 'letter Read'])
  const [{ details }] = await reported(id)
  assert.deepEqual(Object.keys(details).toSorted(), ['datedOn', 'letterId', 'letterKind', 'receipt'])
})

test('a link of the NHS App is one view, however often the page is loaded, and each opening of the file is reported', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, {})
  const trackingId = randomUUID()
  await browser.get(`${address}?trackingId=${trackingId}`).expect(303)
  await browser.get(address).expect(200)
  await browser.get(address).expect(200)
  await browser.get(`${address}/file`).expect(200)
  await browser.get(`${address}/file`).expect(200)
  await until(
    'both are reported',
    async () => (await codesOf(id)).filter(code => code === 'letter-opened').length === 2,
  )
  await browser.head(`${address}/file`)
  await browser.get(`${address}/plain-text`)
  const events = await reported(id)
  assert.equal(events.filter(({ kind }) => kind === 'letter-opened').length, 2, 'a HEAD is no opening')
  assert.equal(events.filter(({ kind }) => kind === 'letter-viewed').length, 1)
  const viewed = events.find(({ kind }) => kind === 'letter-viewed')
  assert.equal(viewed.details.trackingId, trackingId)
  assert.equal(events[0].kind, 'letter', 'the letter itself comes first')
  const at = clock.now()
  for (const { kind, session_id: sessionId, trust_ods_code: trust, details } of events)
    assert.ok(toWayfinder({ kind, at, nhsNumber: '9990000018', sessionId, trust, details }), kind)
})

test('without a link of the NHS App there is no view', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, {})
  await browser.get(address).expect(200)
  assert.deepEqual(await codesOf(id), [])
})

test('a letter that its patient is not shown, or of one who may not use the portal, is not reported', async () => {
  const { patientId } = await aLoggedInPatient(portal)
  const later = clock.now().add({ hours: 1 })
  const embargoed = await aLetterInFull(portal, patientId, { embargoedUntil: later })
  await afterEvent(embargoed.id)
  assert.deepEqual(await codesOf(embargoed.id), [])
  const { id } = await aLetterInFull(portal, patientId, {})
  await database('patient').where('id', patientId).update({ portal_access: false })
  await afterEvent(id)
  assert.deepEqual(await codesOf(id), [])
})
