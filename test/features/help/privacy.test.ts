import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'

test('patients read what the portal reports about them to NHS England', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  const { text } = await portal.browser().get('/patient-portal/help/privacy').expect(200)
  const said = words(text)
  for (const each of [
    'We tell NHS England which people have appointments here',
    'when you log in, and with what kind of phone or computer',
    'when your appointments are, and if they are cancelled, moved or missed',
    'when you open an appointment, or ask to cancel or change it',
    'These reports hold your NHS number.',
    'for 400 days',
  ])
    assert.ok(said.includes(each), each)
})
