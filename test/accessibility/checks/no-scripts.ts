import * as cheerio from 'cheerio'
import { oneLine, type PageCheck } from './check.ts'

/** Scripts add no words: what was sent says all that the page says, and everything on it can be pressed. */
export const noScripts: PageCheck = async (page, { html }) => {
  const sent = oneLine(cheerio.load(html)('main').text())
  const shown = oneLine(await page.evaluate(() => document.querySelector('main')?.textContent ?? ''))
  const faults = sent === shown ? [] : ['scripts change what the page says']
  return [...faults, ...worksWithoutScripts({ html })]
}

function worksWithoutScripts({ html }: { html: string }): string[] {
  const $ = cheerio.load(html)
  const faults: string[] = []
  $('button').each((_, button) => {
    const own = $(button)
    if (own.closest('[hidden]').length > 0) return
    if (own.attr('type') === 'button') faults.push(`only a script can press “${oneLine(own.text())}”`)
    if (own.closest('form').length === 0) faults.push(`“${oneLine(own.text())}” is in no form`)
  })
  $('a').each((_, link) => {
    const leads = $(link).attr('href')
    if (!leads || leads === '#' || leads.startsWith('javascript:'))
      faults.push(`“${oneLine($(link).text())}” leads nowhere`)
  })
  $('form').each((_, form) => {
    if ($(form).find('button, [type=submit]').length === 0) faults.push('a form has no button')
  })
  return faults
}
