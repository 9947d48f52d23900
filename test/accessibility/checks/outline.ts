import type { Page } from 'playwright-core'
import type { PageCheck } from './check.ts'

export interface Part {
  kind: 'heading' | 'landmark'
  /** 1 to 6 of a heading, `main` and so on of a landmark. */
  level: string
  name: string
}

/** Headings and landmarks in the order they are met. */
export async function outlineOf(page: Page): Promise<Part[]> {
  return page.evaluate(() => {
    const parts = document.querySelectorAll(
      'h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside, [role=alert], section[aria-label]',
    )
    return [...parts].map(each => {
      const heading = /^H\d$/.test(each.tagName)
      const named = document.getElementById(each.getAttribute('aria-labelledby') ?? '')?.textContent
      const name = heading ? each.textContent : (named ?? each.getAttribute('aria-label') ?? '')
      return {
        kind: heading ? ('heading' as const) : ('landmark' as const),
        level: heading ? each.tagName.slice(1) : (each.getAttribute('role') ?? each.tagName.toLowerCase()),
        name: (name ?? '').replaceAll(/\s+/g, ' ').trim(),
      }
    })
  })
}

/** One h1, no level left out on the way down, nothing empty; one main part; navigations that can be told apart. */
export const outline: PageCheck = async page => {
  const parts = await outlineOf(page)
  const headings = parts.filter(({ kind }) => kind === 'heading')
  const landmarks = parts.filter(({ kind }) => kind === 'landmark')
  const faults: string[] = []
  if (headings.filter(({ level }) => level === '1').length !== 1) faults.push('there is not one h1')
  for (const [index, { level, name }] of headings.entries()) {
    if (!name) faults.push(`an h${level} is empty`)
    // An error summary stands before the h1 of its page.
    const before = headings[index - 1]
    if (before && Number(level) > Number(before.level) + 1)
      faults.push(`h${level} “${name}” follows h${before.level} “${before.name}”`)
  }
  if (landmarks.filter(({ level }) => level === 'main').length !== 1)
    faults.push('there is not one main part')
  for (const each of ['header', 'footer'])
    if (landmarks.filter(({ level }) => level === each).length > 1)
      faults.push(`there are several of ${each}`)
  const navigations = landmarks.filter(({ level }) => level === 'nav').map(({ name }) => name)
  if (navigations.includes('')) faults.push('a navigation has no name')
  if (new Set(navigations).size < navigations.length) faults.push(`navigations share a name: ${navigations}`)
  return [...faults, ...(await page.evaluate(listsAndTargets))]
}

/** Runs in the page. Text browsers from before HTML5 do not know elements such as <main>, so no link may lead to one. */
function listsAndTargets(): string[] {
  const empty = [...document.querySelectorAll('ul, ol, dl')].filter(each => each.children.length === 0)
  const unknown = [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')].filter(link => {
    const target = document.getElementById(link.hash.slice(1))
    return !target || target.matches('main, nav, header, footer, section, article, aside')
  })
  return [
    ...empty.map(() => 'a list is empty'),
    ...unknown.map(link => `“${link.textContent}” leads to nothing that every browser knows`),
  ]
}
