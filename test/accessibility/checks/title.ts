import * as cheerio from 'cheerio'
import { type HtmlCheck, oneLine } from './check.ts'

const OURS = ' - Manage your hospital appointments - NHS'
const OURS_FOR_STAFF = ' - Hospital appointments for staff - NHS'

/** What a title says before it says whose it is. */
export function titleOf({ html }: { html: string }): string {
  return oneLine(cheerio.load(html)('title').first().text()).replace(OURS, '').replace(OURS_FOR_STAFF, '')
}

/**
 * The title is the heading, then the service and whose it is; in English. Before the heading stands "Error: ", "Saved: " when
 * something was saved unsent, or what happened meanwhile. After it, on the page of an appointment, stands the beginning of the
 * sentence about it.
 */
export const title: HtmlCheck = ({ html }) => {
  const $ = cheerio.load(html)
  const faults: string[] = []
  const whole = oneLine($('title').first().text())
  if (!whole.endsWith($('.app-staff-header').length > 0 ? OURS_FOR_STAFF : OURS))
    faults.push(`the title is “${whole}”`)
  const summary = $('.nhsuk-error-summary')
  const heading = oneLine($('h1').text())
  const happened = `${oneLine(summary.find('h2').text())}: ${heading.slice(0, 1).toLowerCase()}${heading.slice(1)}`
  const saved = $('main form strong').text().startsWith('We have saved') ? 'Saved: ' : ''
  const expected =
    summary.length === 0 ? saved + heading : summary.find('a').length > 0 ? `Error: ${heading}` : happened
  const found = titleOf({ html })
  const sentence = oneLine($('#sentence').text())
  const [, said] = found.split(`${expected}. `)
  const right = sentence ? said && sentence.startsWith(said) : found === expected
  if (!right) faults.push(`the title is “${whole}” and should be “${expected}”`)
  if ($('html').attr('lang') !== 'en') faults.push('the page does not say that it is in English')
  return faults
}
