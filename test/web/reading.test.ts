import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromEverywhere } from '../security/from-everywhere.ts'
import { contents } from '../support/contents.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { forms, pages } from '../support/routes/routes.ts'
import { aFilledInForm, aPatientAt } from '../support/routes/visit.ts'

/** Reading a page at any address changes nothing and does not fail. */

let portal: TestPortal
before(async () => {
  portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
})
after(() => portal.close())

const queries = [
  '',
  '?past=2&upcoming=-1',
  '?past=99999999999999999999&after=2026-02-30',
  '?past=1e9&past=2&after[]=x',
  '?upcoming=%00&after=%ff%fe&day=%27%20or%201%3D1--',
  '?__proto__[x]=1&constructor=x&toString',
  `?after=${'9'.repeat(5000)}`,
  '?reason=other&slotId=x&_csrf=x&seen=x',
]

/** Each opening of the file of a letter is reported to Wayfinder, as it is written into the audit log. */
const REPORTED = ['/patient-portal/document/:documentId/file']

for (const route of pages)
  test(`reading ${route.address} changes nothing, with any query`, async () => {
    const except = REPORTED.includes(route.address) ? ['reporting_event'] : []
    const stranger = await aPatientAt(portal, route)
    const { browser, path } = await aPatientAt(portal, route)
    const before = await contents(portal.database, except)
    for (const query of queries) {
      const response = await browser.get(path + query)
      assert.ok(response.status < 500, query)
    }
    for (const method of ['get', 'head', 'options'] as const)
      for (const who of [browser, portal.browser()])
        for (const address of [path, stranger.path]) {
          const response = await who[method](address)
          assert.ok(response.status < 500, method)
        }
    assert.equal(await contents(portal.database, except), before)
  })

for (const route of forms)
  test(`reading ${route.address} again after coming to it changes nothing`, async () => {
    const { browser, fields, path } = await aFilledInForm(portal, route)
    const before = await contents(portal.database)
    const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))
    await browser.get(path)
    const asked = await browser.get(`${path}?${query}`)
    assert.ok(asked.status < 400)
    assert.equal(await contents(portal.database), before)
  })
