import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { aPatient, testPerson } from '../../support/builders.ts'
import { TestPortal } from '../../support/portal.ts'
import { answerOf } from './support.ts'

let portal: TestPortal
const person = testPerson(1)
const START = '/patient-portal/log-in/start'
const LIST = '/patient-portal/appointments'

before(async () => {
  portal = await TestPortal.start()
  await aPatient(portal.database, person)
  portal.nhsLogin.person = person
})
after(() => portal.close())

const attempts = () => portal.database('log_in_attempt').select()

/** Where a log-in ends that is started with this destination. */
async function arrivesAt(to: string): Promise<string> {
  const browser = portal.browser()
  const away = await browser.get(`${START}?to=${encodeURIComponent(to)}`).expect(303)
  const back = await browser.get(await answerOf(portal, String(away.headers.location))).expect(303)
  return String(back.headers.location)
}

test('a log-in leads to a page of ours with its query, and to nothing else', async () => {
  assert.equal(await arrivesAt(`${LIST}?past=2&name=Testcase&after=x`), `${LIST}?past=2`)
  for (const to of [
    'https://evil.example',
    '//evil.example/patient-portal',
    '/patient-portal//evil.example',
    '/patient-portal/\\evil.example',
    '/patient-portal.evil.example',
    '/patient-portal@evil.example',
    `${LIST}\r\nLocation: https://evil.example`,
    `${LIST}#appointment`,
    '/FHIR/R4/Appointment',
    '/patient-portal/appointment/9434765919',
    '/patient-portal/Testcase',
    `${LIST}/${'x'.repeat(500)}`,
    '',
  ])
    assert.equal(await arrivesAt(to), '/patient-portal', to)
})

test('a log-in never ends on a file or an action', async () => {
  const appointment = `/patient-portal/appointment/${randomUUID()}`
  assert.equal(await arrivesAt(`${appointment}/calendar`), appointment)
  for (const page of [
    'log-in',
    'log-in/callback?code=x',
    'log-out',
    'logged-out',
    'timed-out',
    'stay-logged-in',
  ])
    assert.equal(await arrivesAt(`/patient-portal/${page}`), '/patient-portal', page)
})

test('only a browser that opens a page in a tab starts a log-in', async () => {
  const before = await attempts()
  const browser = portal.browser()
  const head = await browser.head(`${START}?to=${LIST}`).expect(303)
  assert.equal(head.headers.location, `/patient-portal/log-in?to=${encodeURIComponent(LIST)}`)
  await browser.get(START).set('Sec-Fetch-Mode', 'no-cors').expect(400)
  await browser.get(START).set({ 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }).expect(400)
  assert.deepEqual(await attempts(), before)
  const headers = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
  await browser.get(START).set(headers).expect(303)
  assert.equal((await attempts()).length, before.length + 1)
})

test('a patient who is logged in reaches their page without NHS login', async () => {
  const browser = await portal.logIn(person)
  await browser.get(`${START}?to=${LIST}`).expect(303).expect('location', LIST)
  await browser.get(`/patient-portal/log-in?to=${LIST}`).expect(303).expect('location', LIST)
})

test('the cookie of a log-in is out of reach of scripts, lasts an hour and is stored only as a hash', async () => {
  const { headers } = await portal.browser().get(START).expect(303)
  const [cookie = '', ...more] = [headers['set-cookie'] ?? []].flat().map(String)
  assert.deepEqual(more, [])
  assert.match(
    cookie,
    /^log-in-[0-9a-f]{16}=\d+-[\w-]{43}; Max-Age=3600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  )
  const secret = /=([^;]+)/.exec(cookie)?.[1] ?? ''
  assert.ok(!JSON.stringify(await attempts()).includes(secret))
})

test('twenty abandoned log-ins leave ten cookies, and the newest can be finished', async () => {
  const browser = portal.browser()
  const away: string[] = []
  for (let started = 0; started < 20; started++) {
    portal.clock.pass({ seconds: 1 })
    away.push(String((await browser.get(`${START}?to=${LIST}`)).headers.location))
  }
  const access = { domain: 'localhost', path: '/', secure: false, script: false }
  const cookies = browser.jar.getCookies(access as Parameters<typeof browser.jar.getCookies>[0])
  assert.equal([...cookies].filter(({ name }) => name.startsWith('log-in-')).length, 10)
  const oldest = await browser.get(await answerOf(portal, String(away[0]))).expect(303)
  assert.equal(oldest.headers.location, '/patient-portal/log-in/problem/start-again')
  for (const each of [away[10], away[19]]) {
    const back = await browser.get(await answerOf(portal, String(each))).expect(303)
    assert.equal(back.headers.location, LIST)
  }
})
