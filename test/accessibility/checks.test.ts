import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { launchChromium } from '../browser/chromium.ts'
import { htmlChecks, pageChecks } from './battery.ts'
import { WIDTHS } from './checks/widths.ts'
import { Screen } from './screen.ts'
import { body, FOCUSED, HAPPENED, htmlOf, type Parts, WRONG } from './wrong-pages.ts'

/** Each check can fail: a page with one thing wrong, which it must find, and a page with nothing wrong. */

const browser = await launchChromium()
after(() => browser.close())
const screen = await Screen.open(browser)

/** By path: what whoever comes without the browser is answered. */
const served = new Map<string, string>()
const server = createServer((request, response) =>
  response.end(served.get(request.url ?? '') ?? '<title>Elsewhere</title>'),
)
server.listen(0)
after(() => server.close())
const { port } = server.address() as AddressInfo

/** Served as the portal would serve it, from an address where nothing else is. */
function shown(parts: Parts = {}) {
  const html = htmlOf(parts)
  const path = `/page-${served.size}`
  served.set(path, parts.withoutCookies ?? html)
  return {
    url: `http://localhost:${port}${path}`,
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    html,
  }
}

test('each check has a page that is wrong for it', () => {
  assert.deepEqual(
    Object.keys(WRONG).toSorted(),
    [...Object.keys(htmlChecks), ...Object.keys(pageChecks)].toSorted(),
  )
})

test('a page with nothing wrong passes every check', async () => {
  const right = shown()
  for (const [name, check] of Object.entries(htmlChecks)) assert.deepEqual(await check(right), [], name)
  const page = await screen.show(right)
  for (const [name, check] of Object.entries(pageChecks)) assert.deepEqual(await check(page, right), [], name)
})

test('a page on which something happened meanwhile, and one about an appointment, pass too', async () => {
  for (const parts of [
    { ...body(HAPPENED), ...FOCUSED, title: 'It is gone: your page' },
    {
      ...body('<p id="sentence">You are booked. That is today.</p>'),
      title: 'Your page. You are booked.',
    },
  ]) {
    const right = shown(parts)
    for (const check of Object.values(htmlChecks)) assert.deepEqual(await check(right), [])
    const page = await screen.show(right)
    assert.deepEqual(await pageChecks['error messages']?.(page, right), [])
  }
})

for (const [name, all] of Object.entries(WRONG))
  test(`what is wrong for “${name}” is found`, async () => {
    for (const parts of all) {
      const wrong = shown(parts)
      const found =
        name in htmlChecks
          ? await htmlChecks[name]?.(wrong)
          : await pageChecks[name]?.(await screen.show(wrong), wrong)
      assert.notDeepEqual(found, [], wrong.html)
    }
  })

test('there is a width on each side of every width at which a style sheet changes the page', () => {
  const sheets = ['nhs.css', 'nhs-staff.css', 'portal.css', 'staff.css'].map(name =>
    readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8'),
  )
  const changes = [...sheets.join('').matchAll(/\((?:min|max)-width:\s*([\d.]+)(em|px)\)/g)].map(
    ([, size, unit]) => Math.ceil(Number(size) * (unit === 'em' ? 16 : 1)),
  )
  const edges = [0, ...new Set(changes), Infinity].toSorted((a, b) => a - b)
  assert.ok(edges.length > 4, String(edges))
  for (const [index, from] of edges.slice(0, -1).entries()) {
    const to = edges[index + 1] ?? Infinity
    assert.ok(
      WIDTHS.some(width => width >= from && width < to),
      `no width from ${from} to ${to}`,
    )
  }
})
