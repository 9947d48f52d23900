import type { Page } from 'playwright-core'
import { AXE_RULES, ensureAxe } from '../../browser/axe.ts'
import { DESKTOP, type PageCheck, PHONE } from './check.ts'

/** What axe finds against WCAG 2.2 A and AA and its best practices. */
export const axe: PageCheck = page => violations(page, { type: 'tag', values: AXE_RULES })

/** On a phone too, what is pressed is at least 24 CSS pixels, with the exceptions of WCAG 2.2, 2.5.8. */
export const targets: PageCheck = async page => {
  await page.setViewportSize(PHONE)
  const found = await violations(page, { type: 'rule', values: ['target-size'] })
  await page.setViewportSize(DESKTOP)
  return found
}

async function violations(
  page: Page,
  runOnly: { type: 'tag' | 'rule'; values: string[] },
): Promise<string[]> {
  await ensureAxe(page)
  return page.evaluate(async only => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof import('axe-core') }
    const results = await loaded.run({ runOnly: only, resultTypes: ['violations'] })
    return results.violations.flatMap(({ help, id, nodes }) =>
      nodes.map(each => `${id}: ${help}: ${each.html}`),
    )
  }, runOnly)
}
