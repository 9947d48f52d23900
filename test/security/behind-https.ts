import { mock } from 'node:test'
import { freePort } from '../support/free-port.ts'
import { type Agent, MONDAY, TestPortal } from '../support/portal.ts'
import { anAddress } from './from-everywhere.ts'

export const PUBLIC = 'https://portal.example.nhs.uk'

/** The portal as the public reaches it: its browsers speak https to a proxy, which passes it on as http and says so. */
export async function aPortalBehindHttps(): Promise<TestPortal> {
  const portal = await TestPortal.start({ baseUrl: PUBLIC, port: await freePort(), trustProxy: 1 })
  portal.clock.set(MONDAY)
  const plain = portal.browser.bind(portal)
  mock.method(portal, 'browser', () => overHttps(plain()))
  return portal
}

/** The jar of a browser that is really on http would keep a Secure cookie to itself. */
function overHttps(browser: Agent): Agent {
  const keep = browser.jar.setCookies.bind(browser.jar)
  browser.jar.setCookies = (cookies, ...where) =>
    keep(
      [cookies].flat().map(cookie => String(cookie).replace('; Secure', '')),
      ...where,
    )
  return browser.set({ 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': anAddress() }) as Agent
}
