import * as cheerio from 'cheerio'
import { withoutScripts } from '../visitor.ts'
import { oneLine, type PageCheck } from './check.ts'

/** Scripts add no words: what was sent says all that the page says, and everything on it can be pressed. */
export const noScripts: PageCheck = async (page, { html }) => {
  const sent = oneLine(cheerio.load(html)('main').text())
  const shown = oneLine(await page.evaluate(() => document.querySelector('main')?.textContent ?? ''))
  const faults = sent === shown ? [] : ['scripts change what the page says']
  return [...faults, ...worksWithoutScripts({ html })]
}

function worksWithoutScripts({ html }: { html: string }): string[] {
  const $ = withoutScripts(html)
  const faults = timeLimitFaults($)
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

/** WCAG 2.2.1: a page that is filled in stays and can be saved; any other asks a minute before the log-out. */
function timeLimitFaults($: cheerio.CheerioAPI): string[] {
  const refresh = $('meta[http-equiv=refresh]').attr('content')
  // A form that only chooses what a list shows has nothing to lose.
  const fields = $('main form[method=post]').find('input:not([type=hidden], [type=submit]), textarea, select')
  if (fields.length > 0) {
    const faults = refresh ? ['what is entered is lost when the page goes away by itself'] : []
    if ($('main form input[name=_save]').length === 0) faults.push('what is entered cannot be saved')
    if (!/You have .+ to answer/.test($('main form').text())) faults.push('it does not say how long there is')
    return faults
  }
  const isLoggedIn = $('#time-limit').length > 0
  return isLoggedIn && !refresh ? ['it does not ask before the log-out'] : []
}
