import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { contents } from '../support/contents.ts'
import { hiddenFields, withoutTokens } from '../support/page.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { forms, pages } from '../support/routes/routes.ts'
import { aFilledInForm, aPatientAt, type FilledIn, statusOf } from '../support/routes/visit.ts'

/** Every form, also a wrong one, gets a page that says what to do; a wrong one changes nothing. */

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const FORM = 'application/x-www-form-urlencoded'
/** Answers to a question are kept until the patient confirms. */
const DRAFTS = ['draft']

interface Sent {
  body?: string | Buffer
  headers?: Record<string, string>
  /** The only right answer, where there is one. */
  status?: number
}

/** The client would write a Buffer as a form of its bytes. */
const asItIs = (body: unknown) => body as string

/** The form with every field of the page spoilt, its token right. */
function spoilt({ fields: { _csrf, ...own } }: FilledIn, spoil: (value: string) => string | string[]): Sent {
  const body = new URLSearchParams({ _csrf: String(_csrf) })
  for (const [name, value] of Object.entries(own))
    for (const each of [spoil(String(value))].flat()) body.append(name, each)
  return { body: body.toString() }
}

const rubbish: Record<string, (form: FilledIn) => Sent> = {
  'each field twice, differently': form => spoilt(form, value => [value, 'x']),
  'each field a hundred times': form => ({ ...spoilt(form, value => Array(120).fill(value)) }),
  'each field empty': form => spoilt(form, () => ''),
  'each field as a number': form => spoilt(form, () => '-1e999'),
  'each field as an object’s name': form => spoilt(form, () => '__proto__'),
  'control characters in each field': form =>
    spoilt(form, value => `${value.slice(0, 1)}\0\x1b[2J\r\n\u202e`),
  'half a letter in each field': form => spoilt(form, () => '\ud800'),
  'each field with 20 KB': form => spoilt(form, () => 'x'.repeat(20_000 / 3)),
  'SQL in each field': form => spoilt(form, () => "' or 1=1; drop table patient; --"),
  'HTML in each field': form => spoilt(form, () => '"><script>alert(1)</script>{{7*7}}'),
  'a field the page does not have': form => {
    const { body } = spoilt(form, () => 'x')
    return { body: `${body}&admin=true&patient_id=1&__proto__=x&constructor=y&hasOwnProperty=z` }
  },
  'fields that look like parts of others': ({ fields }) => ({
    body: `_csrf=${fields._csrf}&reason[]=other&reason[a]=b&days[0][]=monday&slotId.x=1`,
  }),
  'bad percent-encoding': ({ fields }) => ({ body: `_csrf=${fields._csrf}&reason=%ZZ%&%E0%A4%A=x&days=%` }),
  'no body': () => ({ status: 403 }),
  'an empty form': () => ({ body: '', status: 403 }),
  'a form of 1 MB': ({ fields }) => ({
    body: `_csrf=${fields._csrf}&reason=${'a'.repeat(1_000_000)}`,
    status: 413,
  }),
  'a small form that unpacks to 1 MB': ({ fields }) => ({
    body: gzipSync(`_csrf=${fields._csrf}&reason=${'a'.repeat(1_000_000)}`),
    headers: { 'Content-Encoding': 'gzip' },
    status: 413,
  }),
  'a form that cannot be unpacked': () => ({
    body: 'x',
    headers: { 'Content-Encoding': 'gzip' },
    status: 400,
  }),
  'a form in an unknown encoding': () => ({ body: 'x', headers: { 'Content-Encoding': 'zip' }, status: 415 }),
  'a thousand fields': ({ fields }) => ({
    body: `_csrf=${fields._csrf}${'&a=b'.repeat(1000)}`,
    status: 413,
  }),
  'an unknown character set': ({ fields }) => ({
    body: `_csrf=${fields._csrf}&reason=other`,
    headers: { 'Content-Type': `${FORM}; charset=utf-7` },
    status: 415,
  }),
  JSON: ({ fields }) => ({
    body: JSON.stringify({ ...fields, __proto__: { a: 1 } }),
    headers: { 'Content-Type': 'application/json' },
    status: 403,
  }),
  'plain text': ({ fields }) => ({
    body: `_csrf=${fields._csrf}\r\nreason=other`,
    headers: { 'Content-Type': 'text/plain' },
    status: 403,
  }),
  'a form with files': ({ fields }) => ({
    body: `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${fields._csrf}\r\n--b--\r\n`,
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    status: 403,
  }),
  'an unknown type': () => ({ body: 'x', headers: { 'Content-Type': 'no/such; type=;;' } }),
}

for (const route of forms)
  test(`rubbish sent to ${route.address} is met with a page, and changes nothing`, async () => {
    let form = await aFilledInForm(portal, route)
    for (const [what, fill] of Object.entries(rubbish)) {
      // It ignores what it is sent.
      if (route.form.readsOnlyToken) form = await aFilledInForm(portal, route)
      const before = await contents(portal.database, DRAFTS)
      const { body, headers, status } = fill(form)
      const sending = form.browser.post(form.path).set({ 'Content-Type': FORM, ...headers })
      const response = await (body === undefined ? sending : sending.serialize(asItIs).send(body))
      const done = statusOf(route.form.answer)
      assert.ok([done, 400, 403, 404, 409, 413, 415].includes(response.status), `${what}: ${response.status}`)
      if (status) assert.equal(response.status, status, what)
      if (response.status !== done) {
        assert.match(response.text, /<h1/, `${what}: ${response.text.slice(0, 200)}`)
        // A token may spell anything.
        assert.doesNotMatch(withoutTokens(response.text), /<script>alert|SQLITE|Zod|at \w+ \(/, what)
      }
      assert.equal(await contents(portal.database, DRAFTS), before, what)
    }
    if (route.form.readsOnlyToken) return
    const own = await form.browser.post(form.path).type('form').send(form.fields)
    assert.equal(own.status, statusOf(route.form.answer), 'and what they had filled in can still be sent')
  })

test('a megabyte is met with a page for those who are logged in, those who are not, and at no page', async () => {
  const { browser, address } = await someoneLoggedIn(portal)
  const huge = `a=${'a'.repeat(1_000_000)}`
  for (const [who, path] of [
    [browser, `${address}/cancel`],
    [portal.browser(), `${address}/cancel`],
    [portal.browser(), '/patient-portal/unknown'],
  ] as const) {
    const response = await who.post(path).type('form').send(huge).expect(413)
    assert.match(response.text, /<h1[^>]*>\s*There is a problem with this page/)
  }
})

test('no page repeats what a stranger put into its address', async () => {
  const canary = '"><img src=x onerror=alert(1)>canary{{7*7}}'
  for (const route of pages) {
    const { browser, path } = await aPatientAt(portal, route)
    const { body, text } = await browser.get(`${path}?after=${encodeURIComponent(canary)}&page=${canary}`)
    // A PDF has bytes and no text.
    assert.doesNotMatch(text ?? Buffer.from(body).toString('latin1'), /<img src=x|canary49/, route.address)
  }
  for (const path of [`/patient-portal/${encodeURIComponent(canary)}`, `/${encodeURIComponent(canary)}`]) {
    const { text } = await portal.browser().get(path).expect(404)
    assert.ok(!text.includes('canary'))
  }
})

test('the page that refuses a form links back to its own page, and to nowhere else', async () => {
  const { browser, address } = await someoneLoggedIn(portal)
  const { text } = await browser.post(`${address}/cancel?x="><b>`).type('form').send({}).expect(403)
  assert.ok(text.includes(`href="${address}/cancel"`))
  assert.deepEqual(Object.keys(hiddenFields(text)), ['_csrf'])
})
