import './decisions.ts'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import supertest from 'supertest'
import { states } from '../../src/dev/catalogue/states.ts'
import { launchChromium } from '../browser/chromium.ts'
import { leftOut } from '../styles/nhs-css.ts'
import { audienceOf } from '../styles/pages-of.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { everyRoute } from '../support/routes/routes.ts'
import { routesOf } from '../support/routes/running-app.ts'
import { examine } from './battery.ts'
import { bringAbout, nameOf, userAgentOf } from './catalogue.ts'
import { titleOf } from './checks/title.ts'
import { untranslated } from './checks/untranslated.ts'
import { decisions } from './decisions.ts'
import { met } from './met.ts'
import { Screen } from './screen.ts'
import { UNSEEN } from './unseen.ts'

/**
 * The catalogue is true and whole, and every state in it passes the battery, the first of each page its long checks too.
 * Each is brought about once and shown once.
 * What is missing from it belongs into the file `states.ts` beside its feature.
 */

const demonstration = await startDemonstration({ after })
const browser = await launchChromium()
after(() => browser.close())
const screens = new Map<string | undefined, Screen>()

/** Rules of the NHS kits that the stylesheet of a page lacks: none may need one. See test/styles/nhs-css.ts. */
const unstyled = { patients: leftOut('patients'), staff: leftOut('staff') }
const titles = new Map<string, Set<string>>()
const faultsShown = new Set<string>()
const examined = new Set<string>()

for (const state of states)
  test(nameOf(state), async () => {
    const shown = await bringAbout(state, demonstration)
    const title = titleOf(shown)
    const [begins = '', ends] = state.title.split('…')
    const { status = 200, page: template } = state
    assert.deepEqual({ status: shown.status, template: met.at(-1)?.template }, { status, template }, title)
    assert.ok(ends === undefined ? title === begins : title.startsWith(begins), `the title is “${title}”`)
    titles.set(title, (titles.get(title) ?? new Set()).add(template))
    // By the message at the field, or by the link of the summary: that of a date leads to its first field.
    for (const [, atField, inSummary] of shown.html.matchAll(/id="(\w+)-error"|<a href="#(\w+)">/g))
      faultsShown.add(`${template} ${atField ?? inSummary}`)

    const agent = userAgentOf(state)
    const screen = screens.get(agent) ?? (await Screen.open(browser, agent))
    screens.set(agent, screen)
    const page = await screen.show(shown)
    const results = await examine(page, shown, examined.has(template) ? 'quick' : 'all')
    examined.add(template)
    const wrong = results.filter(({ faults }) => faults.length > 0)
    assert.deepEqual(wrong, [])
    assert.deepEqual(await untranslated(shown), [])
    assert.deepEqual(
      await page.evaluate(
        all => all.filter(each => document.querySelector(each)),
        unstyled[audienceOf(`${template}.njk`)],
      ),
      [],
    )
    assert.equal(await page.locator('header, footer').count(), state.inside ? 0 : 2)
    assert.deepEqual(screen.complaints.splice(0), [])
  })

/** What a script asks for, and files: nobody sees either. The pages of the demonstration have no fixtures. */
const noPages = new Set(everyRoute.filter(({ kind }) => kind).map(({ address }) => address))

const views = fileURLToPath(new URL('../../views/', import.meta.url))
const templates = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter(name =>
  name.endsWith('.njk'),
)
const textOf = (template: string) => readFileSync(`${views}${template}`, 'utf8')

test('no two states have the same name', () => {
  const all = states.map(nameOf)
  assert.deepEqual(
    all.filter((name, index) => all.indexOf(name) !== index),
    [],
  )
})

test('every page has a state in the catalogue', () => {
  const shown = new Set(states.map(({ page }) => `${page}.njk`))
  const pages = templates.filter(name => !/^(layouts|components)\//.test(name))
  assert.deepEqual(
    pages.filter(name => !shown.has(name)),
    [],
    'add a state with this page',
  )
})

test('every address is met on the way to a state, and every form sent', async () => {
  const reached = new Set(met.map(({ method, route }) => `${method} ${route.replace(/\/$/, '')}`))
  const routes = await routesOf({ browser: () => supertest.agent(demonstration.url) as never })
  const pages = routes.filter(
    ({ address }) => /^\/(patient-portal|staff)/.test(address) && !noPages.has(address),
  )
  const all = pages.flatMap(({ address, submits }) => [
    `GET ${address}`,
    ...(submits ? [`POST ${address}`] : []),
  ])
  assert.deepEqual(
    all.filter(each => !reached.has(each)),
    [],
    'add a state whose address or steps come by it',
  )
})

test('every condition of every template comes out both ways in some state', () => {
  const oneWay = [...decisions].filter(([, ways]) => ways.size < 2)
  const missing = oneWay.flatMap(([id, ways]) => {
    const [, template = '', line = ''] = /^views\/(.*):(\d+)/.exec(id) ?? []
    const text = textOf(template).split('\n')[Number(line) - 1]?.trim()
    const reason = UNSEEN[`views/${template} ${text}`]
    return reason ? [] : [`${id} is never ${ways.has(true) ? 'false' : 'true'}: ${text}`]
  })
  assert.deepEqual(missing, [], 'add a state in which it is, or the line and a reason to unseen.ts')
})

test('no reason is kept for a line that is no more', () => {
  const lines = new Set(
    templates.flatMap(name =>
      textOf(name)
        .split('\n')
        .map(line => `views/${name} ${line.trim()}`),
    ),
  )
  assert.deepEqual(
    Object.keys(UNSEEN).filter(each => !lines.has(each)),
    [],
  )
})

test('every fault a form can have is shown in some state', () => {
  const all = templates.flatMap(name =>
    [...textOf(name).matchAll(/faultOf\.(\w+)/g)].map(
      ([, field]) => `${name.slice(0, -'.njk'.length)} ${field}`,
    ),
  )
  assert.ok(all.length > 5)
  /** A fault of a component is shown by a page that uses it. */
  const isShown = (each: string) => {
    const [name = '', field = ''] = each.split(' ')
    const using = templates.filter(other => textOf(other).includes(`"${name}.njk"`))
    return [name, ...using.map(other => other.slice(0, -'.njk'.length))].some(page =>
      faultsShown.has(`${page} ${field}`),
    )
  }
  assert.deepEqual(
    all.filter(each => !isShown(each)),
    [],
    'add a state in which it is',
  )
})

test('no two pages share a title', () => {
  assert.deepEqual(
    [...titles].filter(([, pages]) => pages.size > 1),
    [],
  )
})
