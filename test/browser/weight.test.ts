import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startDemonstration } from '../support/demonstration.ts'
import { openBrowser, type Visitor, WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'

/** What the page somebody comes for costs their phone: bytes on the wire, headers too. */

const KB = 1000
const [withScripts, without] = WAYS
assert.ok(withScripts && without && withScripts.scripts && !without.scripts)

const demonstration = await startDemonstration({ after })

test('the appointment page weighs at most 17.7 KB at the first visit and 3.5 KB at the next', async t => {
  const { visitor, address } = await comesBack(await openBrowser(t, withScripts))
  const first = await weigh(visitor.page, address)
  assert.deepEqual(first.elsewhere, [])
  assert.ok(first.requests <= 5 && first.requests >= 4, `${first.requests} requests`)
  assert.ok(first.bytes <= 17.7 * KB && first.bytes > 10 * KB, `${first.bytes} bytes`)
  t.diagnostic(`first visit: ${first.requests} requests, ${first.bytes} bytes`)
  const again = await weigh(visitor.page, address)
  assert.ok(again.bytes <= 3.5 * KB && again.bytes > 1 * KB, `${again.bytes} bytes`)
  t.diagnostic(`repeat visit: ${again.requests} requests, ${again.bytes} bytes`)
})

test('without scripts the first visit weighs at most 14.2 KB', async t => {
  const { visitor, address } = await comesBack(await openBrowser(t, without))
  const { bytes, elsewhere } = await weigh(visitor.page, address)
  assert.deepEqual(elsewhere, [])
  assert.ok(bytes <= 14.2 * KB && bytes > 10 * KB, `${bytes} bytes`)
  t.diagnostic(`first visit without scripts: ${bytes} bytes`)
})

/** Somebody logged in whose browser has kept nothing but the cookie. */
async function comesBack(visitor: Visitor): Promise<{ visitor: Visitor; address: string }> {
  const { address } = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
  const devTools = await visitor.context.newCDPSession(visitor.page)
  await devTools.send('Network.clearBrowserCache')
  await visitor.page.goto('about:blank')
  return { visitor, address: demonstration.url + address }
}

/** The font of the NHS is counted apart: it comes from elsewhere, once for all its sites, and nobody waits for it. */
async function weigh(page: Page, address: string) {
  const devTools = await page.context().newCDPSession(page)
  const asked = new Map<string, string>()
  const elsewhere: string[] = []
  let bytes = 0
  devTools.on('Network.requestWillBeSent', ({ request, requestId }) => {
    if (request.url.startsWith(demonstration.url)) asked.set(requestId, request.url)
    else if (!request.url.startsWith('https://assets.nhs.uk/fonts/')) elsewhere.push(request.url)
  })
  devTools.on('Network.loadingFinished', ({ encodedDataLength, requestId }) => {
    if (asked.has(requestId)) bytes += encodedDataLength
  })
  await devTools.send('Network.enable')
  await page.goto(address, { waitUntil: 'networkidle' })
  // A browser without a window asks for no icon; others do, once.
  const icon = await page.locator('link[type="image/svg+xml"]').getAttribute('href')
  if (![...asked.values()].some(url => url.endsWith(String(icon))) && bytes > 4 * KB) {
    const { headers, encoded } = await iconOf(page, demonstration.url + icon)
    asked.set('icon', String(icon))
    bytes += headers + encoded
  }
  await devTools.detach()
  return { requests: asked.size, bytes, elsewhere }
}

async function iconOf(page: Page, address: string) {
  const answer = await page.context().request.get(address, { headers: { 'Accept-Encoding': 'br' } })
  const headers = answer
    .headersArray()
    .reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0)
  return { headers, encoded: Number(answer.headers()['content-length']) }
}
