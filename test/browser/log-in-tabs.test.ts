import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { someone } from '../features/appointments/support.ts'
import { PagesElsewhere } from '../support/nhs-login/pages-elsewhere.ts'
import { aPortal } from '../support/portal.ts'
import { Random } from '../torture/random.ts'
import { openBrowser } from './browser.ts'
import { DESKTOP } from './logged-in.ts'

/** Log-ins in a real browser, in several tabs, with NHS login on three origins. */

const portal = await aPortal()
const maria = await someone(portal)
const tom = await someone(portal)
for (const [patient, given_name] of [
  [maria, 'Maria'],
  [tom, 'Tom'],
] as const)
  await portal.database('patient').where('id', patient.patientId).update({ given_name })
const people = { Maria: maria.person, Tom: tom.person }
const pages = await PagesElsewhere.start(portal.nhsLogin, people)
after(async () => {
  await portal.close()
  await pages.close()
})

type Name = keyof typeof people
const LIST = '/patient-portal/appointments'
const TARGETS = [
  LIST,
  `${LIST}?past=2`,
  maria.address,
  tom.address,
  '/patient-portal/help/contact',
  '/patient-portal',
]

/** Without the network, the NHS font does not arrive, so the test does not wait for the page to be loaded. */
const goTo = (page: Page, path: string) => page.goto(portal.url + path, { waitUntil: 'domcontentloaded' })

async function press(page: Page, role: 'button' | 'link', name: string): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded')
  await page.getByRole(role, { name, exact: true }).first().click()
  await loaded
}

const titleOf = async (page: Page) => (await page.locator('h1').textContent())?.trim()
const wordsOf = async (page: Page) => (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
const isAt = (page: Page, path: string) => page.url() === portal.url + path

test('NHS login is on three origins', () => {
  assert.equal(new Set([portal.url, portal.nhsLogin.issuer, ...pages.origins]).size, 4)
})

test('a patient logs in over three origins, and logs out', async t => {
  const visitor = await openBrowser(t, DESKTOP)
  const { complaints, page } = visitor
  await goTo(page, maria.address)
  await press(page, 'button', 'Continue')
  assert.equal(await titleOf(page), 'Who are you?')
  await press(page, 'button', 'Maria')
  assert.ok(isAt(page, maria.address), page.url())
  assert.match(await wordsOf(page), /Maria/)
  await press(page, 'button', 'Log out')
  assert.equal(await titleOf(page), 'You have logged out')
  assert.deepEqual(complaints, [])
})

/** A tab, where it is going, and whether it is at NHS login. */
interface Tab {
  page: Page
  target: string
  atNhsLogin: boolean
}

/** Pages that say what to do. */
const WHAT_TO_DO =
  /^(Log in to see your hospital appointments|There is a problem with NHS login|You need to log in again|We have logged you out|You are still logged in|You have logged out|Page not found)$/

/** Any number of tabs, two people, log-outs and hours passing, in a random order. */
async function randomTabs(t: TestContext, seed: number): Promise<void> {
  const random = new Random(seed)
  const visitor = await openBrowser(t, { ...DESKTOP, scripts: random.chance(0.5) })
  const tabs: Tab[] = []
  let loggedIn: Name | undefined
  const steps: string[] = []
  const say = () => `seed ${seed}: ${steps.join(', ')}`

  async function open(): Promise<void> {
    const tab = { page: await visitor.context.newPage(), target: random.one(TARGETS), atNhsLogin: false }
    tabs.push(tab)
    await goTo(tab.page, tab.target)
    await goOn(tab)
  }

  /** Presses Continue if the tab is at the log-in page. */
  async function goOn(tab: Tab): Promise<void> {
    const title = await titleOf(tab.page)
    if (title !== 'Log in to see your hospital appointments') return checkShown(tab)
    await press(tab.page, 'button', 'Continue')
    tab.atNhsLogin = (await titleOf(tab.page)) === 'Who are you?'
    if (!tab.atNhsLogin) await checkShown(tab)
  }

  async function finish(tab: Tab): Promise<void> {
    const name = random.one<Name>(['Maria', 'Tom'])
    steps.push(`${name} finishes ${tab.target}`)
    await press(tab.page, 'button', name)
    tab.atNhsLogin = false
    // A log-in that took too long changes nothing, and ends on a page that says what to do.
    if (isAt(tab.page, tab.target)) loggedIn = name
    await checkShown(tab)
  }

  async function checkShown({ page, target }: Tab): Promise<void> {
    const [title, words] = [String(await titleOf(page)), await wordsOf(page)]
    assert.ok(isAt(page, target) || WHAT_TO_DO.test(title), `${say()}: ${page.url()} ${title}`)
    for (const name of ['Maria', 'Tom'])
      if (name !== loggedIn) assert.ok(!words.includes(name), `${say()}: ${name} is shown`)
  }

  for (let step = random.between(6, 10); step > 0; step--) {
    const waiting = tabs.filter(({ atNhsLogin }) => atNhsLogin)
    if (waiting.length > 0 && random.chance(0.4)) await finish(random.one(waiting))
    else if (random.chance(0.2)) {
      const minutes = random.one([5, 11, 61])
      portal.clock.pass({ minutes })
      steps.push(`${minutes} minutes pass`)
    } else if (random.chance(0.15) && loggedIn) {
      steps.push('log-out')
      const page = await visitor.context.newPage()
      await goTo(page, '/patient-portal/log-out')
      if ((await titleOf(page)) === 'Are you sure you want to log out?')
        await press(page, 'button', 'Log out')
      await page.close()
    } else {
      steps.push('a tab is opened')
      await open()
    }
  }
  while (tabs.some(({ atNhsLogin }) => atNhsLogin))
    await finish(random.one(tabs.filter(({ atNhsLogin }) => atNhsLogin)))
}

for (const seed of [1, 2, 3, 4])
  test(`every tab ends on its own page or one that says what to do, in a random order (seed ${seed})`, t =>
    randomTabs(t, seed))
