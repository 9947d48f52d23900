import type { PageCheck } from './check.ts'

const NAMED = new Set([
  'link',
  'button',
  'textbox',
  'radio',
  'checkbox',
  'combobox',
  'group',
  'heading',
  'img',
])
const NOTHING_SAID = /^(click|click here|here|more|read more|link|this|page|button|continue reading)$/i

/** What is pressed or filled in has a name, as Chromium tells it to assistive technology, and one that says enough. */
export const names: PageCheck = async page => {
  const devTools = await page.context().newCDPSession(page)
  const { nodes } = await devTools.send('Accessibility.getFullAXTree')
  await devTools.detach()
  const faults: string[] = []
  for (const { ignored, name, role } of nodes) {
    if (ignored || !NAMED.has(String(role?.value))) continue
    const said = String(name?.value ?? '').trim()
    if (role?.value === 'group' && !said) continue
    if (!said) faults.push(`a ${role?.value} has no name`)
    if (NOTHING_SAID.test(said)) faults.push(`a ${role?.value} is called only “${said}”`)
  }
  return [...faults, ...(await page.evaluate(linksThatMislead))]
}

/** Alike in words and leading elsewhere, which a list of links shows without the parts of the page; or called other than they are labelled. */
function linksThatMislead(): string[] {
  const leads = new Map<string, string>()
  const faults: string[] = []
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const named = link.getAttribute('aria-labelledby')?.split(' ') ?? []
    const by = named.length > 0 ? named.map(id => document.getElementById(id)) : [link]
    const words = by.map(each => each?.textContent.replaceAll(/\s+/g, ' ').trim()).join(' ')
    const other = leads.get(words)
    if (other !== undefined && other !== link.href)
      faults.push(`“${words}” leads to ${link.href} and to ${other}`)
    leads.set(words, link.href)
  }
  for (const each of document.querySelectorAll<HTMLElement>('a[aria-label], button[aria-label]')) {
    const label = each.innerText.replaceAll(/\s+/g, ' ').trim().toLowerCase()
    const name = each.getAttribute('aria-label') ?? ''
    if (!name.toLowerCase().includes(label)) faults.push(`“${label}” is called “${name}”`)
  }
  return faults
}
