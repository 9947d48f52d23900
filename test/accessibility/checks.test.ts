import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launchChromium } from '../browser/chromium.ts'
import { htmlChecks, pageChecks } from './battery.ts'
import { Screen } from './screen.ts'

/** Each check can fail: a page with one thing wrong, which it must find, and a page with nothing wrong. */

const browser = await launchChromium()
after(() => browser.close())
const screen = await Screen.open(browser)

interface Parts {
  head?: string
  title?: string
  main?: string
  outside?: string
}

const RIGHT = '<h1>Your page</h1><p>Words. <a href="/patient-portal/x">Other page</a></p>'

/** Served as the portal would serve it, from an address where nothing else is. */
function shown({ head = '', title = 'Your page', main = RIGHT, outside = '' }: Parts = {}) {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title} - Manage your hospital appointments - NHS</title>
<meta name="viewport" content="width=device-width"><style>p { line-height: 1.5 }</style>${head}</head>
<body><main>${main}</main>${outside}</body></html>
`
  return {
    url: 'http://localhost/page',
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    html,
  }
}

const style = (css: string): Parts => ({ head: `<style>${css}</style>` })
const script = (code: string): Parts => ({ outside: `<script>${code}</script>` })
const body = (main: string): Parts => ({ main: `<h1>Your page</h1>${main}` })
const TWO = '<p><a href="/a">One thing</a></p><p><a href="/b">Another thing</a></p>'
const SUMMARY = '<div class="nhsuk-error-summary" tabindex="-1"><a href="#day">Select a day</a></div>'

const HAPPENED =
  '<div class="nhsuk-error-summary" tabindex="-1"><div role="alert"><h2>It is gone</h2></div></div>'
const FOCUSED = script("document.querySelector('.nhsuk-error-summary').focus()")

/** For each check, pages that each have one thing wrong. */
const WRONG: Record<string, Parts[]> = {
  'valid HTML': [body('<p id="x">a</p><p id="x">b</p>'), body('<ul><p>no item</p></ul>')],
  'page titles': [
    { title: 'Another page' },
    { title: 'Error: Your page' },
    body(HAPPENED),
    {
      ...body('<p id="sentence">You are booked. That is today.</p>'),
      title: 'Your page. You are not booked.',
    },
    body('<p id="sentence">You are booked.</p>'),
  ],
  'reading age': [
    body(
      `<p>${'Notwithstanding institutional prerequisites, individualised rehabilitation necessitates multidisciplinary collaboration. '.repeat(6)}</p>`,
    ),
  ],
  'error messages': [
    { ...body(`${SUMMARY}<p><input id="day" aria-label="Day"></p>`) },
    body('<p class="nhsuk-error-message">Select a day</p>'),
    body(HAPPENED),
    { ...body('<div class="nhsuk-error-summary" tabindex="-1"><h2>It is gone</h2></div>'), ...FOCUSED },
  ],
  'the rules of a tool called axe': [style('p { color: #bbb }'), body('<p><input></p>')],
  'headings and landmarks': [body('<h3>Too deep</h3>'), { main: '<p>No heading</p>' }],
  'names of links, buttons and fields': [
    body('<p><a href="/a">Change</a> or <a href="/b">Change</a></p>'),
    body('<p><a href="/a">here</a></p>'),
    body('<p><button></button></p>'),
  ],
  'use without scripts': [
    body('<p><button type="button">Only by script</button></p>'),
    script("document.querySelector('main p').textContent = 'Other words'"),
  ],
  'use with only a keyboard': [
    style('a:focus { outline: none }'),
    { ...body(TWO), ...style('p { position: relative } p:first-of-type { top: 300px }') },
    body('<p><a href="/a" tabindex="-1">Left out</a></p>'),
    { ...body(TWO), outside: '<div style="position: fixed; inset: 0; background: #fff"></div>' },
    script("addEventListener('keydown', event => event.preventDefault())"),
  ],
  'size of links and buttons': [
    {
      ...body('<p><button class="x">a</button><button class="x">b</button></p>'),
      ...style('.x { width: 10px; height: 10px; padding: 0; border: 0 }'),
    },
  ],
  'use without style sheets': [body('<p hidden>Lost words</p>')],
  'small screens and words 4 times bigger': [
    style('p { width: 600px }'),
    style('@media (max-width: 400px) { p { display: none } }'),
    { ...body('<p>One</p><p>Two</p>'), ...style('p { position: absolute; top: 99px }') },
  ],
  'more space between lines, words and letters': [
    {
      ...body(`<p>${'long words '.repeat(12)}</p>`),
      ...style('p { height: 3em; width: 310px; overflow: hidden; margin: 0 -5px }'),
    },
  ],
  'colours chosen by the reader': [style('a:focus { outline: none; box-shadow: 0 0 0 4px gold }')],
  'less movement': [style('@keyframes x { to { opacity: .5 } } p { animation: x 1s infinite }')],
  printing: [style('p { background: #005eb8; color: #fff }'), style('@media print { p { display: none } }')],
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
