import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPortal, type TestPortal } from '../support/portal.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

test('only a page reached from another of ours is in the NHS font: the first one waits for no letters', async () => {
  for (const [site, inFont] of [
    [undefined, false],
    ['none', false],
    ['cross-site', false],
    ['same-site', false],
    ['same-origin', true],
  ] as const) {
    const page = portal.browser().get('/patient-portal/help/contact')
    if (site) page.set('Sec-Fetch-Site', site)
    const { text } = await page.expect(200)
    assert.equal(/<body class="app-nhs-font">/.test(text), inFont, site ?? 'old')
    assert.equal(/<body>/.test(text), !inFont, site ?? 'old')
  }
})
