import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { engineChecks } from './evidence/engines/checks.ts'
import { chooseEngines } from './evidence/engines/choose-engines.ts'
import { chromium } from './evidence/engines/chromium.ts'
import { engines, statesOfTemplates } from './evidence/engines/engines.ts'
import { ServedStates } from './evidence/engines/served-states.ts'

/** Each check that `npm run evidence` makes in every engine can fail. It is shown in Chromium, which is always there. */

const window = await chromium.open()
after(() => window.close())
const served = await ServedStates.start('http://localhost:9')
after(() => served.close())

async function faultsOf(name: string, { main = '', head = '' }): Promise<string[]> {
  const html = `<!DOCTYPE html><html lang="en"><head><title>Your page</title>
    <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}</head>
    <body><h1>Your page</h1><p><a href="/a">Other page</a> <button>Continue</button></p>${main}</body></html>`
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  await window.open(served.serve({ url: 'http://localhost/page', status: 200, headers, html }))
  return (await engineChecks[name]?.(window)) ?? []
}

const style = (css: string) => ({ head: `<style>${css}</style>` })
const script = (code: string) => ({ main: `<script>${code}</script>` })

/** For each check, pages that each have one thing wrong. */
const WRONG: Record<string, { main?: string; head?: string }[]> = {
  'no script fails': [script('notThere()'), { main: '<img src="/nothing.png" alt="">' }],
  'keys press links and buttons': [
    { main: '<a href="/b" role="button">Try again</a>' },
    script("addEventListener('keydown', event => event.preventDefault())"),
  ],
  'the focus is seen': [
    style('a:focus, button:focus { outline: none }'),
    { main: '<a href="/b" tabindex="-1">Left out</a>' },
  ],
  'no sideways scroll': [
    style('p { width: 250px }'),
    style('@media (min-width: 641px) and (max-width: 768px) { p { margin-right: -16px } }'),
  ],
}

test('each check has a page that is wrong for it', () => {
  assert.deepEqual(Object.keys(WRONG), Object.keys(engineChecks))
})

for (const [name, pages] of Object.entries(WRONG)) {
  test(`what is wrong for “${name}” is found, and nothing on a page with nothing wrong`, async () => {
    assert.deepEqual(await faultsOf(name, {}), [])
    for (const wrong of pages) assert.notDeepEqual(await faultsOf(name, wrong), [], JSON.stringify(wrong))
  })
}

test('an engine that is not installed is told, and is left out only when that is asked for', () => {
  const all = engines.map(each => ({ ...each, isInstalled: () => each.name !== 'WebKit' }))
  const { missing } = chooseEngines(all, [])
  assert.deepEqual(missing, [
    'WebKit is not installed. Install it (apt-get install webkit2gtk-driver xvfb), or leave it out: npm run evidence -- --without webkit',
  ])
  const { leftOut, missing: none, present } = chooseEngines(all, ['webkit'])
  assert.deepEqual([leftOut, none, present.length], [['WebKit'], [], 2])
  assert.equal(chooseEngines(all, ['webkit', 'safari']).missing.length, 1)
})

test('one state of each page is shown in every engine', () => {
  const pages = statesOfTemplates.map(({ page }) => page)
  assert.equal(new Set(pages).size, pages.length)
  assert.ok(pages.length >= 30)
})
