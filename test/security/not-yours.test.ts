import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Response } from 'supertest'
import { formToken } from '../support/form.ts'
import { withoutTokens } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import type { Owned } from '../support/routes/fixture.ts'
import { pages } from '../support/routes/routes.ts'
import { send } from '../support/routes/send.ts'
import { isForStaff, pathOf } from '../support/routes/visit.ts'
import { cookieOf } from '../support/session-cookie.ts'
import { staffFormToken } from '../support/staff.ts'
import { everythingKept } from './everything-kept.ts'
import { fromEverywhere } from './from-everywhere.ts'
import { staffAt } from './staff-visitors.ts'
import { theOwner } from './visitors.ts'

/** Nobody can learn from an answer whether something that is not theirs exists. */

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(() => portal.close())

const owned = pages.flatMap(route =>
  Object.entries(route.owned ?? {}).map(([name, thing]) => ({ route, name, thing })),
)

test('there are addresses that name what patients own', () => assert.ok(owned.length > 12))

/** Everything a stranger gets, without what differs from one request to the next for everybody. */
function all({ headers, status, text }: Response): string {
  const { date: _, 'set-cookie': cookie, ...same } = headers
  assert.equal(cookie, undefined)
  // The token of a form is masked anew for each page, and so compressed to another length.
  if (same['content-encoding']) delete same['content-length']
  return JSON.stringify([status, same, withoutTokens(text ?? '')])
}

/** What others own, in every state, and what is nothing at all; `theirs`: of the owner of the page. */
async function notForPatient(thing: Owned, theirs: string, patientId: string): Promise<string[]> {
  const ids = [theirs, ...(await thing.notForPatient(portal, patientId)), patientId, theirs.toUpperCase()]
  ids.push('00000000-0000-4000-8000-000000000000', '1', '%00', "'%20or%201=1", '..%2f', 'x'.repeat(5000))
  // Staff have no patient's id of their own.
  return [...ids, '__proto__', '%F0%9F%98%80'].filter(id => id !== '')
}

for (const { route, name, thing } of owned)
  test(`another patient's :${name} at ${route.address} is as little there as one that does not exist`, async () => {
    const isStaff = isForStaff(route)
    const theirs = await (isStaff ? staffAt : theOwner)(portal, route)
    assert.ok((await send(portal, theirs, 'get')).status < 400, 'its owner does see it')
    const { browser, params, patientId = '' } = await route.example(portal)
    const fields = { ...theirs.fields, ...(await (isStaff ? staffFormToken : formToken)(browser)) }
    const visit = { ...theirs, cookie: cookieOf(browser, isStaff ? 'staff-sid' : 'sid'), fields }
    const ids = await notForPatient(thing, String(theirs.params?.[name]), patientId)
    const paths = ids.map(id => pathOf(route, { ...params, [name]: id }))
    const before = await everythingKept(portal.database)
    for (const method of ['get', 'head', ...(route.form ? (['post'] as const) : [])] as const) {
      const answers = new Set<string>()
      for (const path of [theirs.path, ...paths]) {
        let response = await send(portal, { ...visit, path }, method)
        // Dots and a slash are cut off, which leads to the list above.
        if (path.endsWith('/..%2f') && response.headers.location === path.slice(0, -'/..%2f'.length)) continue
        // An address in capital letters is repaired first, also an unknown one.
        if (response.status === 303) {
          assert.equal(response.headers.location, path.toLowerCase())
          response = await send(portal, { ...visit, path: path.toLowerCase() }, method)
        }
        assert.equal(response.status, 404, `${method} ${path.slice(0, 100)}`)
        answers.add(all(response))
      }
      assert.equal(answers.size, 1, `${method}: ${[...answers].join('\n')}`)
    }
    assert.equal(await everythingKept(portal.database), before)
  })
