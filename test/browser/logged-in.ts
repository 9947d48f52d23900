import type { TestContext } from 'node:test'
import type { Agent, TestPortal } from '../support/portal.ts'
import { cookieOf } from '../support/session-cookie.ts'
import { openBrowser, type Visitor, type Way } from './browser.ts'

export const DESKTOP: Way = { name: 'on a desktop', scripts: true, viewport: { width: 1280, height: 900 } }
export const PHONE: Way = { name: 'on a phone', scripts: true, viewport: { width: 320, height: 640 } }

/** A real browser in the session of somebody who has logged in, whose time can be made to pass. */
export async function openLoggedIn(t: TestContext, portal: TestPortal, agent: Agent, way: Way) {
  const visitor = await openBrowser(t, way)
  await visitor.context.clock.install()
  await takeSession(visitor, portal, agent)
  return visitor
}

/** The session in place of any that the browser has. */
export async function takeSession({ context }: Visitor, portal: TestPortal, agent: Agent): Promise<void> {
  const [name = '', value = ''] = cookieOf(agent).split('=')
  await context.addCookies([{ name, value, url: portal.url }])
}

/** Time passes at the portal and in the browser: at once, as for a computer that sleeps. */
export async function passes(portal: TestPortal, { context }: Visitor, minutes: number): Promise<void> {
  portal.clock.pass({ seconds: minutes * 60 })
  await context.clock.fastForward(minutes * 60_000)
}
