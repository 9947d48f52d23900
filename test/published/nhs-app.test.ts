import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { words } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import { sample, skip } from './samples.ts'

interface Published {
  userAgents: { android: string; ios: string }
  noConsent: { lines: string[]; browserOnly: string; links: string[] }
}

const portal = await aPortal()
after(() => portal.close())
const NO_CONSENT = '/patient-portal/log-in/no-consent'

test('the page after a refused consent has the published words and links', { skip }, async () => {
  const { noConsent } = sample<Published>('nhs-app-and-login.json')
  const { text } = await portal.browser().get(NO_CONSENT).expect(403)
  for (const line of [...noConsent.lines, noConsent.browserOnly]) assert.ok(words(text).includes(line), line)
  for (const link of noConsent.links) assert.ok(text.includes(`href="${link}"`), link)
})

test('both published user agents are the NHS App on a phone', { skip }, async () => {
  const { noConsent, userAgents } = sample<Published>('nhs-app-and-login.json')
  for (const agent of Object.values(userAgents)) {
    const { text } = await portal.browser().get(NO_CONSENT).set('User-Agent', agent).expect(403)
    assert.ok(!words(text).includes(noConsent.browserOnly), agent)
    assert.doesNotMatch(text, /<header/)
  }
})
