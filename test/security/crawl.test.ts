import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPortalBehindHttps } from './behind-https.ts'
import { type Answer, everyAnswer } from './crawl.ts'
import { strangeIn } from './markup.ts'
import { particularsIn } from './particulars.ts'

/** Every answer of the portal, looked at once for everything that must be true of all of them. */

const portal = await aPortalBehindHttps()
after(() => portal.close())
const answers = await everyAnswer(portal)

const HEADERS: Record<string, string> = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ['https://assets.nhs.uk'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'upgrade-insecure-requests': [],
}

/** Of a file of a patient: it is saved, and nothing in it may load or run. */
const FILE_POLICY = Object.fromEntries(
  ['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map(name => [name, ["'none'"]]),
)

function everyOne(check: (answer: Answer) => void): void {
  assert.ok(answers.length > 300, String(answers.length))
  for (const answer of answers) {
    try {
      check(answer)
    } catch (error) {
      throw new Error(`${answer.what} (${answer.response.status})`, { cause: error })
    }
  }
}

test('the crawl has met every status the portal answers with', () => {
  const met = new Set(answers.map(({ response }) => response.status))
  for (const status of [200, 303, 400, 403, 404, 405, 409, 413, 415, 500, 503])
    assert.ok(met.has(status), String(status))
})

test('every answer, wrong ones too, has the headers that protect who reads it', () => {
  everyOne(({ response: { headers } }) => {
    for (const [name, value] of Object.entries(HEADERS)) assert.equal(headers[name], value, name)
    for (const telling of ['x-powered-by', 'server', 'etag', 'access-control-allow-origin'])
      assert.equal(headers[telling], undefined, telling)
  })
})

test('every answer has the one content security policy, and nothing besides', () => {
  everyOne(({ response: { headers }, what }) => {
    const parts = String(headers['content-security-policy']).split(';')
    const policy = parts.map(part => part.trim().split(/\s+/)).map(([name, ...sources]) => [name, sources])
    if (headers['content-type'] === 'application/pdf')
      return assert.deepEqual(Object.fromEntries(policy), FILE_POLICY)
    assert.equal(policy.length, Object.keys(POLICY).length)
    const inApp = what.includes('in the NHS App') ? ['https://nhs-app.example'] : []
    const scripts = [...POLICY['script-src'], ...inApp]
    assert.deepEqual(Object.fromEntries(policy), { ...POLICY, 'script-src': scripts })
    assert.equal(headers['content-security-policy-report-only'], undefined)
  })
})

test('every answer with a body says what it is and in which letters', () => {
  everyOne(({ response: { headers, status, text }, route }) => {
    const isOpen = route?.group === 'open' || route?.group === 'staff-open'
    const isAnswerToScript = isOpen && route.kind === 'json' && status === 200
    const types = isAnswerToScript
      ? /^application\/json; charset=utf-8$/
      : /^(text\/(html|plain|css|calendar|csv)|application\/fhir\+json); charset=utf-8$/
    if (text) assert.match(String(headers['content-type']), types)
  })
})

test('no page has an element, an attribute or an address that is not one of ours', () => {
  everyOne(({ response: { headers, text } }) => {
    if (text && String(headers['content-type']).startsWith('text/html')) assert.deepEqual(strangeIn(text), [])
  })
})

test('only files may be cached; nothing that may be about a person is', () => {
  everyOne(({ response: { headers, status }, route }) => {
    const isFile = route?.group === 'asset' && status === 200
    const kept = isFile ? 'public, max-age=31536000, immutable' : 'no-cache, no-store, max-age=0'
    assert.equal(headers['cache-control'], kept)
  })
})

test('each cookie is bound to the host and to https, and out of reach of scripts and other sites', () => {
  const met = new Set<string>()
  everyOne(({ response: { headers } }) => {
    const cookies = [headers['set-cookie'] ?? []].flat().map(String)
    assert.ok(cookies.length <= 1)
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split('; ')
      const isOfStaff = pair.startsWith('__Secure-staff-')
      const isOfLogIn = /^(__Host|__Secure-staff)-log-in-[0-9a-f]{16}=\d+-[\w-]{43}$/.test(pair)
      if (!isOfLogIn) assert.match(pair, /^(__Host|__Secure-staff)-sid=(s%3A[\w-]{32}\.[\w%]+)?$/)
      const expiry = attributes.filter(each => /^(Expires|Max-Age)=/.test(each))
      if (isOfLogIn) assert.equal(expiry[0], `Max-Age=${isOfStaff ? 1800 : 3600}`)
      else assert.deepEqual(expiry, pair.endsWith('=') ? ['Expires=Thu, 01 Jan 1970 00:00:00 GMT'] : [])
      const others = attributes.filter(each => !expiry.includes(each)).toSorted()
      // Those of staff are sent to their pages only, for which `__Host-` is not to be had.
      assert.deepEqual(others, ['HttpOnly', isOfStaff ? 'Path=/staff' : 'Path=/', 'SameSite=Lax', 'Secure'])
      met.add(`${isOfStaff ? 'staff ' : ''}${isOfLogIn ? 'log-in' : 'session'}`)
    }
  })
  assert.deepEqual([...met].toSorted(), ['log-in', 'session', 'staff log-in', 'staff session'])
})

test('no address, link, redirect or header says who the patient is', () => {
  everyOne(({ response: { headers, text } }) => {
    const { 'set-cookie': cookies, ...rest } = headers
    const links = [...(text ?? '').matchAll(/\b(?:href|action|src)="([^"]*)"/g)].map(([, address]) => address)
    for (const each of [JSON.stringify(rest), decodeURIComponent(String(cookies ?? '')), ...links])
      assert.deepEqual(particularsIn(String(each)), [])
  })
})

test('redirects lead to our own pages, to NHS login, or to the provider of staff', () => {
  everyOne(({ response: { headers } }) => {
    if (headers.location === undefined) return
    const ours = /^\/(patient-portal|staff)([/?][\w/?=&.%-]*)?$/.test(headers.location)
    // An assertion is for NHS login alone, and lasts a minute.
    const nhsLogin = /^\/(authorize|settings)\?/.test(headers.location.replace(portal.nhsLogin.issuer, ''))
    const staffLogin = headers.location.startsWith(`${portal.staffLogin.issuer}/authorize?`)
    assert.ok(ours || nhsLogin || staffLogin, headers.location)
  })
})

test('the particulars would be found', () => {
  for (const each of [
    '/patient-portal?name=Testcase',
    '/x/9434765919',
    '/x?n=943%20476%205919',
    '943-476-5919',
    '/1970-03-14',
    '14%20March%201970',
  ])
    assert.equal(particularsIn(each).length, 1, each)
  assert.deepEqual(particularsIn('/appointment/00000000-0000-4000-8000-943476591900'), [])
})
