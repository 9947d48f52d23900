import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import supertest, { type Response } from 'supertest'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { hiddenFields } from '../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../support/portal.ts'
import { pages } from '../support/routes/routes.ts'
import { aFilledInForm, aPatientAt } from '../support/routes/visit.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const policyOf = (response: Response) =>
  Object.fromEntries(
    String(response.headers['content-security-policy'])
      .split(';')
      .map(part => part.trim().split(/\s+/))
      .map(([name, ...values]) => [name, values]),
  ) as Record<string, string[]>

/** Inside the NHS App its script may run, and nowhere else. */
const inApp = (what: string) => (what.includes('in the NHS App') ? 'https://nhs-app.example' : undefined)

function isPolicyOfPage(policy: Record<string, string[]>, what: string): void {
  const others = Object.values(policy)
    .flat()
    .filter(source => !/^'(self|none)'$/.test(source))
  assert.deepEqual(
    [...new Set(others)].filter(each => each !== inApp(what)).toSorted(),
    ['https://assets.nhs.uk'],
    what,
  )
  assert.deepEqual(policy['default-src'], ["'none'"], what)
  assert.deepEqual(policy['base-uri'], ["'none'"], what)
  assert.deepEqual(policy['frame-ancestors'], ["'none'"], what)
  assert.deepEqual(policy['form-action'], ["'self'"], what)
  assert.deepEqual(policy['font-src'], ['https://assets.nhs.uk'], what)
  for (const name of ['script-src', 'style-src', 'img-src', 'connect-src'])
    assert.ok(
      policy[name]?.every(source => (name === 'script-src' && source === inApp(what)) || source === "'self'"),
      `${what} ${name}`,
    )
}

/** A file of a patient is saved: nothing in it may load or run. */
function isPolicyOfFile(policy: Record<string, string[]>, what: string): void {
  const none = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map(name => [name, ["'none'"]])
  assert.deepEqual(policy, Object.fromEntries(none), what)
}

function isSafe(response: Response, what: string): void {
  const { headers } = response
  const policy = policyOf(response)
  if (headers['content-type'] === 'application/pdf') isPolicyOfFile(policy, what)
  else isPolicyOfPage(policy, what)
  assert.equal(headers['x-content-type-options'], 'nosniff', what)
  assert.equal(headers['referrer-policy'], 'no-referrer', what)
  assert.equal(headers['x-frame-options'], 'DENY', what)
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin', what)
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin', what)
  assert.match(String(headers['permissions-policy']), /camera=\(\), geolocation=\(\), microphone=\(\)/, what)
  for (const telling of ['x-powered-by', 'server', 'etag', 'access-control-allow-origin'])
    assert.equal(headers[telling], undefined, `${what} ${telling}`)
  if (response.text) assert.match(String(headers['content-type']), /; charset=utf-8$/, what)
  if (response.text && String(headers['content-type']).startsWith('text/html')) isClean(response, what)
}

/** Nothing in the page is loaded from elsewhere, and no script stands in it. */
function isClean({ text }: Response, what: string): void {
  for (const [tag, address] of text.matchAll(
    /<(?:script|link|img|iframe|form)\b[^>]*?(?:src|href|action)="([^"]*)"/g,
  ))
    assert.match(
      address ?? '',
      /^(\/(?!\/)|https:\/\/assets\.nhs\.uk\/?$|https:\/\/nhs-app\.example\/js\/v2\/nhsapp\.js\?v=[\d-]+$)/,
      `${what}: ${tag}`,
    )
  assert.doesNotMatch(
    text,
    /<script(?![^>]*\ssrc="[^"]+"[^>]*><\/script>)|<style|\sstyle="|\son\w+="|javascript:/,
    what,
  )
}

function isNotCached(response: Response, what: string): void {
  isSafe(response, what)
  assert.equal(response.headers['cache-control'], 'no-cache, no-store, max-age=0', what)
}

for (const route of pages)
  test(`${route.address} is safe to show, to a patient, to a visitor, and inside the NHS App`, async () => {
    const { browser, path } = await aPatientAt(portal, route)
    for (const [who, name] of [
      [browser, 'a patient'],
      [portal.browser(), 'a visitor'],
    ] as [Agent, string][]) {
      isNotCached(await who.get(path), name)
      isNotCached(await who.get(path).set('User-Agent', 'nhsapp-ios/2'), `${name} in the NHS App`)
      isNotCached(await who.head(path), `${name}, headers only`)
      isNotCached(await who.post(path), `${name}, sending nothing`)
      isNotCached(await who.put(path), `${name}, in a way we do not know`)
    }
    if (!route.form) return
    const form = await aFilledInForm(portal, route)
    isNotCached(await form.browser.get(form.path), 'on the way')
    const { _csrf } = form.fields
    isNotCached(await form.browser.post(form.path).type('form').send({ _csrf }), 'with nothing filled in')
    isNotCached(await form.browser.post(form.path).type('form').send(form.fields), 'sent')
  })

test('what goes wrong, and what is no page, is as safe', async () => {
  const { browser, address } = await someoneLoggedIn(portal)
  const { _csrf } = hiddenFields((await browser.get('/patient-portal/log-out')).text)
  for (const path of [
    '/',
    '/health/live',
    '/health/ready',
    '/unknown',
    '/patient-portal/unknown',
    '/assets/no.css',
  ])
    isNotCached(await browser.get(path), path)
  for (const path of [
    '/%ZZ',
    '/patient-portal/%ZZ',
    `${address.toUpperCase()}`,
    `/patient-portal/${'a'.repeat(9000)}`,
  ])
    isNotCached(await browser.get(path), path.slice(0, 50))
  const huge = 'a'.repeat(1_000_000)
  isNotCached(
    await browser.post(`${address}/cancel`).type('form').send({ _csrf, reason: huge }),
    'a megabyte',
  )
  await withoutTable(portal.database, 'clinic', async () =>
    isNotCached(await browser.get(address).expect(500), 'an error of ours'),
  )
  isNotCached(await browser.get(address).expect(200), 'well again')
})

test('files may be cached for ever, and load nothing from elsewhere but the NHS font', async () => {
  const page = await portal.browser().get('/patient-portal/help/contact')
  const addresses = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, address]) => address ?? '',
  )
  assert.equal(addresses.length, 4)
  for (const address of addresses) {
    const file = await supertest(portal.url).get(address).expect(200)
    assert.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable', address)
    assert.equal(file.headers['set-cookie'], undefined)
    assert.equal(file.headers['x-content-type-options'], 'nosniff')
    assert.equal(file.headers['x-powered-by'], undefined)
    const loaded = [
      ...(file.text ?? '').matchAll(/(?:url\(|@import |from |import )["']?(https?:)?\/\/([^/"')]+)/g),
    ]
    for (const [, , host] of loaded) assert.equal(host, 'assets.nhs.uk', address)
  }
})

test('over https the browser gets Strict-Transport-Security, and on one machine it does not', async () => {
  const plain = await portal.browser().get('/patient-portal/log-in')
  assert.equal(plain.headers['strict-transport-security'], undefined)
  assert.ok(!('upgrade-insecure-requests' in policyOf(plain)))
})
