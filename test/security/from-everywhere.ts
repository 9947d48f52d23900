import { mock } from 'node:test'
import type { TestPortal } from '../support/portal.ts'

/*
 * A crawl asks more in a minute than a person does in a month. No protection is turned off for it: it comes from as
 * many networks as so many people would.
 */

let count = 0

/** Another network each time, as a proxy in front would name it. */
export function anAddress(): string {
  count++
  return `11.${(count >> 8) % 256}.${count % 256}.1`
}

/** Each browser of this portal, which must trust one proxy, comes from a network of its own. */
export function fromEverywhere(portal: TestPortal): TestPortal {
  const browser = portal.browser.bind(portal)
  mock.method(portal, 'browser', () => browser().set('X-Forwarded-For', anAddress()))
  return portal
}
