import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  aRequest,
  freeSlot,
  someoneLoggedIn,
} from '../features/appointments/support.ts'
import { fc } from '../support/fast-check.ts'
import { answer } from '../support/form.ts'
import { words } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import { fromEverywhere } from './from-everywhere.ts'
import { MARK, payloads } from './fuzz/payloads.ts'
import { strangeIn } from './markup.ts'

/** A text of a hospital or a patient is shown as it was written, and never becomes a part of the page. */

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(() => portal.close())
const { database } = portal
const byRequest = { trust: { cancel_how: 'request', reschedule_how: 'request' } }

const atOnce = await someoneLoggedIn(portal)
const asking = await someoneLoggedIn(portal, byRequest)
const waiting = await someoneLoggedIn(portal, byRequest)
const tooLate = await someoneLoggedIn(portal, { in: { hours: 2 } })
const cancelled = await someoneLoggedIn(portal)

await database('site').insert({ ods_code: 'S1', trust_ods_code: await anyTrust(), name: 'x', address: 'x' })
await database('clinician').insert({ id: '00000000-0000-4000-8000-00000000000c', name: 'x', role: 'x' })
const slot = await freeSlot(portal, atOnce, { days: 14 })
const seenByAll = {
  site_ods_code: 'S1',
  clinician_id: '00000000-0000-4000-8000-00000000000c',
  medium: 'FACE_TO_FACE',
}
await database('slot').update(seenByAll)
await database('appointment').update(seenByAll)
await aboutToCancel(atOnce)
await aboutToMove(portal, atOnce, slot)
await aboutToAsk(asking)
await aRequest(database, waiting.id, 'reschedule')
await aboutToCancel(cancelled)
await answer(cancelled.browser, `${cancelled.address}/cancel/confirm`)

async function anyTrust(): Promise<string> {
  return (await database('trust').first()).ods_code
}

/** Every page that shows a text that a person wrote. */
const PAGES = [
  ...['', '/cancel', '/cancel/confirm'].map(part => [atOnce, part] as const),
  ...['choose-day', 'choose-time', 'check-new-time'].map(part => [atOnce, `/reschedule/${part}`] as const),
  ...['days', 'times', 'dates-to-avoid', 'reason', 'check-request'].map(
    part => [asking, `/reschedule/${part}`] as const,
  ),
  [asking, '/cancel/confirm'] as const,
  ...['', '/reschedule/received', '/cancel'].map(part => [waiting, part] as const),
  ...['', '/cancel'].map(part => [tooLate, part] as const),
  ...['', '/cancel/received'].map(part => [cancelled, part] as const),
]

const text = payloads([]).hostile.map(each => `${each.slice(0, 100)}<${MARK}>"'&`)
const written = fc.record({ title: text, trust: text, site: text, place: text, clinician: text, typed: text })

test('random text with metacharacters adds no element, attribute or address to any page that shows it', async () => {
  let shown = 0
  const property = fc.asyncProperty(written, async ({ clinician, place, site, title, trust, typed }) => {
    await database('trust').update({ name: trust })
    await database('site').update({ name: site, address: site })
    await database('clinician').update({ name: clinician, role: clinician.slice(-100) })
    await database('appointment').update({ title })
    await database('slot').update({ place })
    const sent = await answer(asking.browser, `${asking.address}/reschedule/dates-to-avoid`, {
      datesToAvoid: typed,
    })
    assert.ok([303, 400].includes(sent.status))
    if (sent.status === 400) assert.deepEqual(strangeIn(sent.text), [])
    for (const path of ['', '/appointments', '/log-out']) await look(atOnce, `/patient-portal${path}`)
    for (const [patient, part] of PAGES) await look(patient, patient.address + part)
  })

  async function look({ browser }: typeof atOnce, path: string) {
    const page = await browser.get(path)
    assert.ok(page.status < 500, `${path} ${page.status}`)
    assert.deepEqual(strangeIn(page.text), [], path)
    if (page.text.includes(`&lt;${MARK}&gt;&quot;&#39;&amp;`)) shown++
  }
  await fc.assert(property, { numRuns: 12, seed: 20260615 })
  assert.ok(shown > 12 * 12, `hostile text was shown on ${shown} pages`)
})

test('what is typed comes back to be read as it was typed', async () => {
  const typed = `1 < 2 & "3" > '0' {{ 4 }} <b>5</b>`
  await answer(asking.browser, `${asking.address}/reschedule/dates-to-avoid`, { datesToAvoid: typed })
  const page = await asking.browser.get(`${asking.address}/reschedule/check-request`).expect(200)
  assert.ok(words(page.text).includes(typed))
})
