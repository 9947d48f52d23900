import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launchChromium } from '../browser/chromium.ts'
import { findByAlfa } from './evidence/alfa/alfa.ts'
import { FALSE_ALARMS, type FalseAlarm } from './evidence/alfa/false-alarms.ts'

/** Siteimprove Alfa finds what is wrong with a page, and is silent about a page with nothing wrong. */

const browser = await launchChromium()
after(() => browser.close())
const page = await browser.newPage()

const SUMMARY =
  '<div class="nhsuk-error-summary" role="alert"><h2>There is a problem</h2><a href="#day">Select a day</a></div>'

async function find(main: string, seen?: Set<FalseAlarm>): Promise<string[]> {
  await page.setContent(
    `<!DOCTYPE html><html lang="en"><head><title>Your page</title></head><body><main>${main}</main></body></html>`,
  )
  return (await findByAlfa(page, seen)).map(each => each.split(':')[0] ?? '')
}

/** What is wrong, and the rules that find it. */
const WRONG: Record<string, { main: string; rules: string[] }> = {
  'a role that there is not': {
    main: '<h1>Your page</h1><h2><span role="text">Important: read this</span></h2>',
    rules: ['R21', 'R110'],
  },
  'links of one name to two places': {
    main: '<h1>Your page</h1><p><a href="/a">Next page</a> <a href="/b">Next page</a></p>',
    rules: ['R41'],
  },
  'an empty list': { main: '<h1>Your page</h1><ol></ol>', rules: ['R68'] },
  'a heading before the main heading': { main: '<h3>Just taken</h3><h1>Your page</h1>', rules: ['R61'] },
}

for (const [name, { main, rules }] of Object.entries(WRONG))
  test(`${name} is found by Alfa`, async () => {
    const found = await find(main)
    for (const rule of rules) assert.ok(found.includes(rule), `${rule} is not among ${found}`)
  })

test('Alfa finds nothing on a page with nothing wrong', async () => {
  assert.deepEqual(await find('<h1>Your page</h1><p>Words. <a href="/a">Other page</a></p>'), [])
})

test('the error summary before the main heading is the one false alarm that is known', async () => {
  const seen = new Set<FalseAlarm>()
  const mistake = `${SUMMARY}<h1>Your page</h1><p><label>Day <input id="day"></label></p>`
  assert.deepEqual(await find(mistake, seen), [])
  assert.deepEqual([...seen], [...FALSE_ALARMS])
})
