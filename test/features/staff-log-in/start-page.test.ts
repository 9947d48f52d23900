import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Feature } from '../../../src/features/feature.ts'
import { features } from '../../../src/features.ts'
import { openView, redirect, viewWithoutPatient } from '../../../src/web/outcome.ts'
import { answer } from '../../support/form.ts'
import { heading, words } from '../../support/page.ts'
import { aPortal, TestPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'

/** A page that is for auditors, and one that is for all, beside the real ones. */
const page = { show: () => viewWithoutPatient('staff-log-in/start-page')() }
const audit: Feature = {
  name: 'audit-reader',
  switchable: false,
  staffPages: () => ({ '/audit': { ...page, permission: 'read-audit', submit: () => redirect('/staff') } }),
  staffNavigation: { text: 'Read the audit log', to: '/audit', name: 'audit' },
}

const portal = await aPortal({}, [...features, audit])
after(() => portal.close())

test('the menu and the start page list what the role may open, and the rest is refused', async () => {
  for (const [code, may] of [
    ['S0010:G0020:R5105', true],
    ['S1:G1:R8008', false],
  ] as const) {
    const { browser } = await aLoggedInStaffMember(portal, { code })
    const start = await browser.get('/staff').expect(200)
    assert.equal(words(start.text).includes('Read the audit log'), may)
    const opened = await browser.get('/staff/audit').expect(may ? 200 : 403)
    if (!may) assert.equal(heading(opened.text), 'Your role cannot open this page')
    const sent = await answer(browser, '/staff/log-out', {}).then(() => browser.post('/staff/audit'))
    assert.equal(sent.status, 303, 'and nobody sends it without a log-in')
  }
})

test('a form is refused before it is read, when the role may not send it', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  await browser.post('/staff/audit').type('form').send({}).expect(403)
  assert.ok(portal.logged.some(line => line.includes('"event":"authz_fail"')))
})

for (const permission of [undefined, 'everything', 'toString'])
  test(`the portal does not start with a page whose permission is ${permission}`, async () => {
    const staffPages = () => ({ '/x': { ...page, permission } }) as never
    await assert.rejects(
      TestPortal.start({}, [...features, { name: 'x', switchable: false, staffPages }]),
      /\/x names no permission of staff/,
    )
  })

test('the portal does not start with an entry of the menu that leads nowhere', async () => {
  const staffNavigation = { text: 'x', to: '/gone', name: 'x' }
  await assert.rejects(
    TestPortal.start({}, [...features, { name: 'x', switchable: false, staffNavigation }]),
    /\/gone, which is no page for staff/,
  )
})

test('a page for staff that does not say whether it shows a patient is not shown', async () => {
  const show = () => openView('staff-log-in/start-page')()
  const staffPages = () => ({ '/x': { show, permission: 'use-staff-pages' } }) as never
  const careless = await aPortal({}, [...features, { name: 'x', switchable: false, staffPages }])
  const { browser } = await aLoggedInStaffMember(careless)
  await browser.get('/staff/x').expect(500)
  await careless.close()
})
