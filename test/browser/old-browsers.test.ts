import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import postcss from 'postcss'
import { startDemonstration } from '../support/demonstration.ts'
import { openBrowser, WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'

/** As a browser of 2012 lays pages out: it leaves out what it does not know of a stylesheet, and loads no module. */

const demonstration = await startDemonstration({ after })
const way = WAYS.find(({ name }) => name === 'on a phone without scripts') ?? assert.fail()

test('a browser that knows no flexible boxes, grids or variables shows every page whole and nothing over it', async t => {
  const visitor = await openBrowser(t, way)
  const { page } = visitor
  await page.route('**/*.css', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, body: asKnownIn2012(await response.text()) })
  })
  const { address } = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
  for (const path of [
    address,
    '/patient-portal',
    '/patient-portal/appointments',
    `${address}/cancel`,
    '/patient-portal/help/contact',
  ]) {
    await page.goto(demonstration.url + path)
    assert.deepEqual(await page.evaluate(troubles), { tooWide: 0, overlapping: [] }, path)
  }
})

function asKnownIn2012(css: string): string {
  const sheet = postcss.parse(css)
  sheet.walkAtRules(/^(supports|container|layer)$/, rule => {
    rule.remove()
  })
  sheet.walkDecls(declaration => {
    const { prop, value } = declaration
    if (/^(--|flex|grid|gap|row-gap|column-gap|align-|justify-|order|inset)/.test(prop)) declaration.remove()
    else if (/\b(flex|grid|var\(|min\(|max\(|clamp\()/.test(value)) declaration.remove()
  })
  sheet.walkRules(rule => {
    if (/:(has|is|where|focus-visible|focus-within)\b|:not\([^)]*[, ]/.test(rule.selector)) rule.remove()
  })
  return sheet.toString()
}

/** In the page: how far it goes beyond the screen, and the words that lie over others. */
function troubles() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const lines: { text: string; box: DOMRect }[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (
      !node.textContent?.trim() ||
      node.parentElement?.closest('.nhsuk-u-visually-hidden, .nhsuk-skip-link, script, noscript')
    )
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) lines.push({ text: node.textContent.trim(), box })
  }
  const over = ({ box: a }: (typeof lines)[0], { box: b }: (typeof lines)[0]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8
  const overlapping = lines.flatMap((line, index) =>
    lines.slice(index + 1).flatMap(other => (over(line, other) ? [`${line.text} / ${other.text}`] : [])),
  )
  return { tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth, overlapping }
}
