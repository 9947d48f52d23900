import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Response } from 'supertest'
import { aPortal, aRequest, someone, someoneLoggedIn } from '../features/appointments/support.ts'
import { cookieOf } from '../features/log-in/support.ts'
import { hiddenFields, withoutTokens } from '../support/portal.ts'
import { everythingKept } from './everything-kept.ts'
import { fromEverywhere } from './from-everywhere.ts'
import { routesOf } from './running-app.ts'
import { pathTo, send, theOwner } from './visitors.ts'

/** Nobody can learn from an answer whether an appointment that is not theirs exists. */

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(() => portal.close())
const routes = (await routesOf(portal)).filter(({ address }) => address.includes(':appointmentId'))

const CANCELLED = { status: 'cancelled', cancelled_by: 'patient', cancelled_at: '2026-06-14T08:00:00.000' }

/** Appointments of others in every state, the hidden one of the asker, and what is no appointment at all. */
async function notTheirs(path: string, asker: string): Promise<string[]> {
  const own = /[0-9a-f-]{36}/.exec(path)?.[0] ?? ''
  const asked = await someone(portal, { trust: { cancel_how: 'request' } })
  await aRequest(portal.database, asked.id, 'cancel')
  const past = await someone(portal, { in: { days: -7 }, appointment: { status: 'fulfilled' } })
  const cancelled = await someone(portal, { appointment: { ...CANCELLED, slot_id: null } })
  const hidden = await someone(portal, { appointment: { hidden: true } })
  await portal.database('appointment').where('id', hidden.id).update({ patient_id: asker })
  const ids = [own, asked.id, past.id, cancelled.id, hidden.id, asker, own.toUpperCase()]
  ids.push('00000000-0000-4000-8000-000000000000', '1', '%00', "'%20or%201=1", '..%2f', 'x'.repeat(5000))
  return [...ids, '__proto__', '%F0%9F%98%80']
}

/** Everything a stranger gets, without what differs from one request to the next for everybody. */
function all({ headers, status, text }: Response): string {
  const { date: _, 'set-cookie': cookie, ...same } = headers
  assert.equal(cookie, undefined)
  return JSON.stringify([status, same, withoutTokens(text ?? '')])
}

for (const route of routes)
  test(`another's appointment at ${route.address} is as little there as one that does not exist`, async () => {
    const theirs = await theOwner(portal, route)
    const { browser, patientId } = await someoneLoggedIn(portal)
    const token = hiddenFields((await browser.get('/patient-portal/log-out')).text)
    const visit = { ...theirs, cookie: cookieOf(browser), fields: { ...theirs.fields, ...token } }
    const ids = await notTheirs(theirs.path, patientId)
    const before = await everythingKept(portal.database)
    for (const method of ['get', 'head', ...(route.submits ? (['post'] as const) : [])] as const) {
      const answers = new Set<string>()
      for (const id of ids) {
        const response = await send(portal, visit, method, await pathTo(portal, route, id))
        assert.equal(response.status, 404, `${method} ${id.slice(0, 40)}`)
        answers.add(all(response))
      }
      assert.equal(answers.size, 1, `${method}: ${[...answers].join('\n')}`)
    }
    assert.equal(await everythingKept(portal.database), before)
  })

test('the owner does see what the others do not', async () => {
  const { browser, address } = await someoneLoggedIn(portal)
  await browser.get(address).expect(200)
})
