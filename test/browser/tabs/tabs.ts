import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Random } from '../../torture/random.ts'
import { openBrowser, type Visitor } from '../browser.ts'
import { DESKTOP } from '../logged-in.ts'
import { checkNames } from './check-names.ts'
import { HOME, Model, type Name, type Shown } from './model.ts'
import { EVERY_PAGE, LOG_OUT, look, moves, press, type Seen, stateOf, type Tab, WAY_ON } from './tab.ts'
import type { How, World } from './world.ts'

const OPEN_PAGE = `${HOME}/help/contact`
/** Milliseconds: later than any browser takes to stop its clock. */
const AN_HOUR = 60 * 60_000

/** The tabs of one browser. Each step is made, and what it shows is compared with the model. */
export class Tabs {
  readonly all: Tab[] = []
  readonly #world: World
  readonly #visitor: Visitor
  readonly #model: Model
  readonly #steps: string[]

  private constructor(world: World, visitor: Visitor, story: string) {
    this.#world = world
    this.#visitor = visitor
    this.#model = new Model(world.portal.clock)
    this.#steps = [story]
  }

  static async open(t: TestContext, world: World, seed: number, random: Random): Promise<Tabs> {
    const scripts = random.chance(0.5)
    const visitor = await openBrowser(t, { ...DESKTOP, scripts })
    // An address of its own, because log-ins from one address are limited.
    const address = `10.${(seed >> 16) & 255}.${(seed >> 8) & 255}.${seed & 255}`
    await visitor.context.setExtraHTTPHeaders({ 'X-Forwarded-For': address })
    // The browser's clock stands still too, and goes on only with the portal's.
    await visitor.context.clock.install({ time: 0 })
    await visitor.context.clock.pauseAt(AN_HOUR)
    await visitor.page.close()
    return new Tabs(world, visitor, `SEED=${seed}, ${scripts ? 'with' : 'without'} scripts`)
  }

  get story(): string {
    return this.#steps.join('\n  ')
  }

  get hasScripts(): boolean {
    return this.#visitor.way.scripts
  }

  async open(target: string, how: How) {
    const tab: Tab = {
      page: await this.#visitor.context.newPage(),
      number: this.all.length + 1,
      ends: new Set([target]),
      mark: undefined,
      asksAt: undefined,
    }
    this.all.push(tab)
    this.#say(tab, `${how} to ${target}`)
    const isByLink = how === 'link' || how === 'NHS App'
    await this.#goTo(tab, await this.#world.addressOf(target, how))
    if (isByLink) {
      this.#model.use()
      await this.#check(tab, ['NHS login'])
      return this.#model.begin(stateOf(tab), tab.ends, true)
    }
    if (how === 'stray callback')
      return this.#check(tab, this.#model.session ? ['own page'] : ['start-again'])
    await this.#check(tab, how === 'bare link' ? [...this.#arrival(tab), 'nhs-app'] : this.#arrival(tab))
  }

  /** What a tab shows that asks for its page. */
  #arrival({ ends }: Tab): Shown[] {
    return this.#model.session || ends.has(OPEN_PAGE) ? ['own page'] : ['log-in', 'timed-out']
  }

  /** Presses the button or link that a page offers. Returns false where there is none. */
  async goOn(tab: Tab): Promise<boolean> {
    const { hasWayOn, shown } = await this.look(tab)
    if (!hasWayOn || shown === 'own page') return false
    this.#say(tab, `goes on from ${shown}`)
    await press(tab, WAY_ON)
    if (shown === 'log-in' && !this.#model.session) {
      await this.#check(tab, ['NHS login'])
      this.#model.begin(stateOf(tab), tab.ends, false)
    } else {
      // A page for anyone is not asked for a log-in, but a link to log in leads there.
      const toLogIn: Shown[] = this.#model.session ? [] : ['log-in']
      await this.#check(tab, [...this.#arrival(tab), ...toLogIn, ...(shown === 'log-out' ? LOGGING_OUT : [])])
    }
    return true
  }

  async finish(tab: Tab, name: Name, consents: boolean): Promise<void> {
    this.#say(tab, `${name} ${consents ? 'logs in' : 'does not agree'}`)
    const expected = this.#model.finish(stateOf(tab), name, consents)
    this.#world.portal.nhsLogin.misbehaviour = consents ? 'none' : 'consent-not-given'
    await press(tab, `button[value="${name}"]`)
    this.#world.portal.nhsLogin.misbehaviour = 'none'
    await this.#check(tab, [expected])
  }

  async back(tab: Tab): Promise<void> {
    this.#say(tab, 'Back')
    if (!(await moves(tab, 'goBack'))) return
    if (tab.page.url() === 'about:blank') await moves(tab, 'goForward')
    await this.#check(tab, EVERY_PAGE, 'kept')
  }

  async forward(tab: Tab): Promise<void> {
    this.#say(tab, 'Forward')
    if (await moves(tab, 'goForward')) await this.#check(tab, EVERY_PAGE, 'kept')
  }

  async reload(tab: Tab): Promise<void> {
    const { shown } = await this.look(tab)
    this.#say(tab, `reloads ${shown}`)
    await tab.page.reload({ waitUntil: 'domcontentloaded' })
    const same = shown === 'own page' || !shown ? [] : [shown]
    await this.#check(tab, [...this.#arrival(tab), ...same, ...(shown === 'log-out' ? LOGGING_OUT : [])])
  }

  async logOut(tab: Tab): Promise<void> {
    if (!(await this.look(tab)).canLogOut) return
    this.#say(tab, 'logs out')
    tab.ends.add(HOME)
    await press(tab, LOG_OUT)
    const { shown, canLogOut } = await this.look(tab)
    if (shown === 'log-out' && canLogOut && !(await tab.page.locator('main form').count())) return
    if (shown === 'log-out' && canLogOut) await press(tab, 'main form button')
    if ((await this.look(tab)).shown === 'logged-out') this.#model.endSession()
    await this.#check(tab, LOGGING_OUT)
  }

  async pass(minutes: number): Promise<void> {
    this.#steps.push(`${minutes} minutes pass`)
    const { clock } = this.#world.portal
    clock.pass({ minutes })
    if (!this.hasScripts) return
    await this.#visitor.context.clock.fastForward(minutes * 60_000)
    for (const tab of this.all)
      if (tab.asksAt && Temporal.Instant.compare(tab.asksAt, clock.now()) <= 0) await this.#afterAsking(tab)
  }

  /** The tab comes to the front, whose script then asks whose session it is. */
  async lookAt(tab: Tab): Promise<void> {
    if (!tab.mark) return
    this.#say(tab, 'is looked at')
    const asked = tab.page.waitForResponse(/stay-logged-in/)
    await tab.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await asked
    await this.#afterAsking(tab)
  }

  /** A page stays if its session goes on, and leaves otherwise. */
  async #afterAsking(tab: Tab): Promise<void> {
    const { session } = this.#model
    if (tab.mark === session?.mark) {
      tab.asksAt = session?.lastUsed.add({ minutes: 10 })
      await this.#check(tab, EVERY_PAGE, 'kept')
    } else {
      await tab.page.waitForURL(/\/timed-out/, { waitUntil: 'domcontentloaded' })
      await this.#check(tab, ['timed-out'])
    }
  }

  async #goTo({ page }: Tab, address: string): Promise<void> {
    await page.goto(this.#world.portal.url + address, { waitUntil: 'domcontentloaded' })
  }

  #say({ number }: Tab, step: string): void {
    this.#steps.push(`tab ${number}: ${step}`)
  }

  look(tab: Tab): Promise<Seen> {
    return look(tab, this.#world.portal.url)
  }

  /** A page that was `kept` by the browser may be older, but never shows another person. */
  async #check(tab: Tab, expected: readonly Shown[], kept?: 'kept'): Promise<void> {
    const seen = await this.look(tab)
    const { shown } = seen
    const story = `${this.story}\n  shows "${seen.title}" at ${seen.address}`
    assert.ok(shown && expected.includes(shown), `${story}, expected: ${expected.join(' or ')}`)
    tab.mark = undefined
    tab.asksAt = undefined
    if (shown === 'NHS login') return
    if (!kept && shown !== 'timed-out') this.#model.use()
    const { session } = this.#model
    checkNames(seen, session?.name, { kept, story, wordsOf: this.#world.wordsOf })
    if (!seen.isPatients || !this.hasScripts) return
    tab.mark = session?.mark
    tab.asksAt = session?.lastUsed.add({ minutes: 10 })
  }
}

const LOGGING_OUT: readonly Shown[] = ['log-out', 'logged-out', 'own page']
