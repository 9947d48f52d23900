import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { words } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import { isForm } from '../support/routes/routes.ts'
import { runningRoutes } from '../support/routes/running-app.ts'
import { aFilledInForm, statusOf } from '../support/routes/visit.ts'
import { everythingKept } from './everything-kept.ts'
import { fromEverywhere } from './from-everywhere.ts'

/** Forms are sent one way only; everything else is refused, and changes nothing. */

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(() => portal.close())
const FORM = 'application/x-www-form-urlencoded'

type Fields = Record<string, string | string[]>

const encoded = (fields: Fields) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map(each => [name, each])),
  ).toString()

/** Prototypes, duplicates, arrays, nesting and a megabyte: each a body with its type, made from a form that is right. */
const JSON_BODIES: Record<string, (fields: Fields) => string> = {
  'the form itself': fields => JSON.stringify(fields),
  'a prototype': fields => `{"__proto__":{"polluted":true},${JSON.stringify(fields).slice(1)}`,
  'a constructor': fields => JSON.stringify({ ...fields, constructor: { prototype: { polluted: true } } }),
  duplicates: fields => `{"_csrf":"x",${JSON.stringify(fields).slice(1)}`,
  'an array': fields => JSON.stringify([fields]),
  'deep nesting': () => '['.repeat(30_000) + ']'.repeat(30_000),
  'a megabyte': fields => JSON.stringify({ ...fields, more: 'x'.repeat(1_000_000) }),
  'half of it': fields => JSON.stringify(fields).slice(0, -2),
}

const OTHER_TYPES = ['text/plain', 'multipart/form-data; boundary=x', 'application/xml', `${FORM}x`]

/** What is added to the form that is right. */
const FORM_EXTRAS: Record<string, string> = {
  'a part of the prototype': '__proto__[polluted]=true',
  'a constructor': 'constructor[prototype][polluted]=true',
  'a field of every object': 'toString=x&hasOwnProperty=x&valueOf=x',
  'an unknown field': 'patientId=1',
  'a thousand fields': Array.from({ length: 1000 }, (_, index) => `f${index}=1`).join('&'),
  'a megabyte': `more=${'x'.repeat(1_000_000)}`,
}

for (const route of (await runningRoutes(portal)).filter(isForm)) {
  const { address, form } = route

  test(`${address} takes no body but a form, and no form but its own`, async () => {
    const { browser, fields, path } = await aFilledInForm(portal, route)
    const before = await everythingKept(portal.database)
    const refused = async (what: string, type: string, body: string | Buffer, more = {}) => {
      const headers = { 'Content-Type': type, ...more }
      // A string would be encoded again by the client, by what its type seems to be.
      const response = await browser
        .post(path)
        .set(headers)
        .serialize(each => each)
        .send(body)
      assert.ok([400, 403, 413, 415].includes(response.status), `${what}: ${response.status}`)
      assert.match(words(response.text), /Nothing has changed/, what)
      assert.equal(await everythingKept(portal.database), before, what)
    }
    for (const [what, bodyOf] of Object.entries(JSON_BODIES))
      await refused(`JSON: ${what}`, 'application/json', bodyOf(fields))
    for (const type of OTHER_TYPES) await refused(type, type, encoded(fields))
    for (const charset of ['utf-16', 'utf-7', 'x'])
      await refused(charset, `${FORM}; charset=${charset}`, encoded(fields))
    await refused('an unknown packing', FORM, encoded(fields), { 'Content-Encoding': 'x' })
    const bomb = gzipSync(`${encoded(fields)}&more=${'x'.repeat(10_000_000)}`)
    await refused('a packed flood', FORM, bomb, { 'Content-Encoding': 'gzip' })
    await refused('the token twice', FORM, `${encoded(fields)}&_csrf=x`)
    for (const [what, extra] of Object.entries(form.readsOnlyToken ? {} : FORM_EXTRAS))
      await refused(what, FORM, `${encoded(fields)}&${extra}`)
    // A prototype alone is dropped by the parser, so the form goes through as if it were not there.
    await browser
      .post(path)
      .type('form')
      .send(`${encoded(fields)}&__proto__=x`)
      .expect(statusOf(form.answer))
    assert.deepEqual(Object.keys(Object.prototype), [])
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  })
}
