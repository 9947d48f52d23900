import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { contents } from '../../support/contents.ts'
import { formToken } from '../../support/form.ts'
import { words } from '../../support/page.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { forms } from '../../support/routes/routes.ts'
import { aFilledInForm, type FilledIn, statusOf } from '../../support/routes/visit.ts'

let portal: TestPortal
let tokenOfAnother: string

before(async () => {
  portal = await aPortal()
  const { browser } = await aLoggedInPatient(portal)
  tokenOfAnother = (await formToken(browser))._csrf
})
after(() => portal.close())

type Headers = Record<string, string>
type Way = (form: FilledIn) => [fields: FilledIn['fields'], headers: Headers]

function withToken(_csrf: string | string[], headers: Headers = {}): Way {
  return ({ fields }) => [{ ...fields, _csrf }, headers]
}

const withHeaders =
  (headers: Headers): Way =>
  ({ fields }) => [fields, headers]

const refused: Record<string, Way> = {
  'without a token': ({ fields: { _csrf, ...rest } }) => [rest, {}],
  'with an empty token': withToken(''),
  'with a guessed token': withToken('0'.repeat(256)),
  'with a mask and nothing under it': withToken('A'.repeat(86)),
  'with what is no token': withToken('\u0000%{}'),
  'with the token twice': ({ fields }) => [
    { ...fields, _csrf: [fields._csrf, fields._csrf].flat() as string[] },
    {},
  ],
  'with another person’s token': form => withToken(tokenOfAnother)(form),
  'with the right token from another site': withHeaders({ 'Sec-Fetch-Site': 'cross-site' }),
  'with the right token from another host of our site': withHeaders({ 'Sec-Fetch-Site': 'same-site' }),
  'with the right token and a foreign Origin': withHeaders({ Origin: 'https://evil.example' }),
  'with the right token and our host under another scheme': withHeaders({ Origin: 'https://localhost' }),
  'with the right token and a foreign Referer': withHeaders({ Referer: 'https://evil.example/page' }),
  'with the right token and a Referer like ours': withHeaders({ Referer: 'http://localhost.evil.example/' }),
}

const accepted: Record<string, Headers> = {
  'and Origin null, as browsers send with no-referrer': { Origin: 'null' },
  'and no Origin, as old browsers and text browsers do': {},
}

test('the pages that change something are known', () => {
  assert.ok(forms.length >= 12)
})

for (const route of forms) {
  test(`the form of ${route.address} changes nothing when it was not sent from our own page`, async () => {
    const form = await aFilledInForm(portal, route)
    const before = await contents(portal.database)
    for (const [how, way] of Object.entries(refused)) {
      const [fields, headers] = way(form)
      const response = await form.browser.post(form.path).set(headers).type('form').send(fields)
      assert.equal(response.status, 403, how)
      assert.match(words(response.text), /This page has expired.*Nothing has changed/, how)
      assert.equal(await contents(portal.database), before, how)
    }
    const own = await form.browser.post(form.path).type('form').send(form.fields)
    assert.equal(own.status, statusOf(route.form.answer), 'and it would have been accepted')
  })

  for (const [how, headers] of Object.entries(accepted))
    test(`the form of ${route.address} is accepted with its own token ${how}`, async () => {
      const { browser, fields, path } = await aFilledInForm(portal, route)
      await browser.post(path).set(headers).type('form').send(fields).expect(statusOf(route.form.answer))
    })
}

test('a form is accepted with everything browsers of today say of our own pages', async () => {
  const [logOut] = forms.filter(({ address }) => address === '/patient-portal/log-out')
  assert.ok(logOut)
  for (const headers of [
    { 'Sec-Fetch-Site': 'same-origin', Origin: portal.url },
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: portal.url },
    { Referer: `${portal.url}/patient-portal/log-out` },
  ]) {
    const { browser, fields, path } = await aFilledInForm(portal, logOut)
    await browser.post(path).set(headers).type('form').send(fields).expect(303)
  }
})

test('a token in the address or a header is not the form’s', async () => {
  const [logOut] = forms.filter(({ address }) => address === '/patient-portal/log-out')
  assert.ok(logOut)
  const { browser, fields, path } = await aFilledInForm(portal, logOut)
  const { _csrf } = fields
  await browser.post(`${path}?_csrf=${_csrf}`).expect(403)
  await browser.post(path).set('X-CSRF-Token', String(_csrf)).expect(403)
  await browser.post(path).send({ _csrf }).expect(403)
})

test('a token of an earlier log-in is of no use after a log-out', async () => {
  const { browser, person } = await aLoggedInPatient(portal)
  const { _csrf } = await formToken(browser)
  await browser.post('/patient-portal/log-out').type('form').send({ _csrf }).expect(303)
  const loggedIn = await portal.logIn(person)
  await loggedIn.post('/patient-portal/log-out').type('form').send({ _csrf }).expect(403)
})

test('links from other sites may be followed: only forms may not be sent', async () => {
  const { browser } = await aLoggedInPatient(portal)
  await browser.get('/patient-portal/appointments').set('Sec-Fetch-Site', 'cross-site').expect(200)
})

test('no two pages hold the same token, so that the length of a compressed page does not reveal it', async () => {
  const { browser } = await aLoggedInPatient(portal)
  const tokens = new Set<string>()
  for (let time = 0; time < 5; time++) {
    const page = await browser.get('/patient-portal/log-out').expect(200)
    const held = [...page.text.matchAll(/name="_csrf" value="([\w-]{86})"/g)].map(([, token]) =>
      String(token),
    )
    assert.equal(held.length, 2)
    for (const token of held) tokens.add(token)
  }
  assert.equal(tokens.size, 5, 'each page has its own')
  assert.equal(new Set([...tokens].map(unmasked)).size, 1, 'all stand for the one of the session')
})

function unmasked(token: string): string {
  const bytes = Buffer.from(token, 'base64url')
  return Buffer.from(bytes.subarray(32).map((byte, index) => byte ^ (bytes[index] ?? 0))).toString('hex')
}
