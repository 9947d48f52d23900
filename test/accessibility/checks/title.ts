import * as cheerio from 'cheerio'
import { type HtmlCheck, oneLine } from './check.ts'

const OURS = ' - Manage your hospital appointments - NHS'

/** What a title says before it says whose it is. */
export function titleOf({ html }: { html: string }): string {
  return oneLine(cheerio.load(html)('title').first().text()).replace(OURS, '')
}

/** The title is the heading, after "Error: " when there is one, or "Saved: " when something was saved unsent, then the service and whose it is; in English. */
export const title: HtmlCheck = ({ html }) => {
  const $ = cheerio.load(html)
  const faults: string[] = []
  const whole = oneLine($('title').first().text())
  if (!whole.endsWith(OURS)) faults.push(`the title is “${whole}”`)
  const wrong = $('.nhsuk-error-summary').length > 0
  const saved = $('main form strong').text().startsWith('We have saved')
  const expected = (wrong ? 'Error: ' : saved ? 'Saved: ' : '') + oneLine($('h1').text())
  if (titleOf({ html }) !== expected) faults.push(`the title is “${whole}” and should be “${expected}”`)
  if ($('html').attr('lang') !== 'en') faults.push('the page does not say that it is in English')
  return faults
}
