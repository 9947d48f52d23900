import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'

const portal = await aPortal()
after(() => portal.close())

test('without letters to post the file is empty', async () => {
  const { browser } = await aLoggedInStaffMember(portal)
  const { text } = await browser.get('/staff/letters/file').expect(200)
  assert.equal(text.replace('\uFEFF', '').trim(), '')
})
