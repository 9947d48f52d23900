import type { TestContext } from 'node:test'
import type { Random } from '../../torture/random.ts'
import { openBrowser } from '../browser.ts'
import { DESKTOP } from '../logged-in.ts'
import { CheckedTabs, EXPIRED } from './checked-tabs.ts'
import { HOME, type Name, type Shown } from './model.ts'
import { EVERY_PAGE, LOG_OUT, moves, press, STAY, stateOf, type Tab, WAY_ON } from './tab.ts'
import type { How, World } from './world.ts'

/** Milliseconds: later than any browser takes to stop its clock. */
const AN_HOUR = 60 * 60_000

/** Each step is made, and what it shows is compared with the model. */
export class Tabs extends CheckedTabs {
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

  async open(target: string, how: How) {
    const tab: Tab = {
      page: await this.visitor.context.newPage(),
      number: this.all.length + 1,
      ends: new Set([target]),
      mark: undefined,
      asksAt: undefined,
      leaves: undefined,
    }
    this.all.push(tab)
    this.say(tab, `${how} to ${target}`)
    const isByLink = how === 'link' || how === 'NHS App'
    await this.goTo(tab, await this.world.addressOf(target, how))
    if (isByLink) {
      this.model.use()
      await this.check(tab, ['NHS login'])
      return this.model.begin(stateOf(tab), tab.ends, true)
    }
    // Whether the session came from the NHS App is kept in it.
    if (how === 'bare link') this.model.save()
    if (how === 'stray callback') return this.check(tab, this.model.session ? ['own page'] : ['start-again'])
    await this.check(tab, how === 'bare link' ? [...this.arrival(tab), 'nhs-app'] : this.arrival(tab))
  }

  /** Presses the button or link that a page offers. Returns false where there is none. */
  async goOn(tab: Tab): Promise<boolean> {
    await this.#answerWarning(tab)
    const { wayOn, hasForm, shown, title } = await this.look(tab)
    if (shown === 'still-there' && hasForm) return this.#stay(tab)
    if (!wayOn || shown === 'own page') return false
    this.say(tab, `goes on from ${shown}`)
    // Someone else does not go to the page of the one before.
    if (shown === 'cannot-show') tab.ends.add(HOME)
    await press(tab, WAY_ON)
    if (wayOn.startsWith(START) && !this.model.session) {
      await this.check(tab, ['NHS login'])
      this.model.begin(stateOf(tab), tab.ends, false)
    } else {
      // A page for anyone is not asked for a log-in, but a link to log in leads there.
      const toLogIn: Shown[] = this.model.session ? [] : ['log-in']
      const again: Shown[] = title === EXPIRED && shown ? [shown] : []
      await this.check(tab, [
        ...this.arrival(tab),
        ...toLogIn,
        ...again,
        ...(shown === 'log-out' ? LOGGING_OUT : []),
      ])
    }
    return true
  }

  /** Without scripts. The form may be of an earlier session. */
  async #stay(tab: Tab): Promise<true> {
    this.say(tab, 'is still there')
    await press(tab, `${STAY} button`)
    await this.check(tab, [...(this.model.session ? this.arrival(tab) : []), 'still-there'])
    return true
  }

  async finish(tab: Tab, name: Name, consents: boolean): Promise<void> {
    this.say(tab, `${name} ${consents ? 'logs in' : 'does not agree'}`)
    const expected = this.model.finish(stateOf(tab), name, consents)
    this.world.portal.nhsLogin.misbehaviour = consents ? 'none' : 'consent-not-given'
    await press(tab, `button[value="${name}"]`)
    this.world.portal.nhsLogin.misbehaviour = 'none'
    await this.check(tab, [expected])
  }

  async back(tab: Tab): Promise<void> {
    this.say(tab, 'Back')
    let moved = await moves(tab, 'goBack')
    if (moved === 'nowhere') return
    if (tab.page.url() === 'about:blank') moved = await moves(tab, 'goForward')
    await this.check(tab, EVERY_PAGE, moved === 'kept' ? 'kept' : undefined)
  }

  async forward(tab: Tab): Promise<void> {
    this.say(tab, 'Forward')
    const moved = await moves(tab, 'goForward')
    if (moved !== 'nowhere') await this.check(tab, EVERY_PAGE, moved === 'kept' ? 'kept' : undefined)
  }

  async reload(tab: Tab): Promise<void> {
    const { shown } = await this.look(tab)
    this.say(tab, `reloads ${shown}`)
    await tab.page.reload({ waitUntil: 'domcontentloaded' })
    const same = shown === 'own page' || !shown ? [] : [shown]
    await this.check(tab, [...this.arrival(tab), ...same, ...(shown === 'log-out' ? LOGGING_OUT : [])])
  }

  async logOut(tab: Tab): Promise<void> {
    await this.#answerWarning(tab)
    if (!(await this.look(tab)).canLogOut) return
    this.say(tab, 'logs out')
    tab.ends.add(HOME)
    await press(tab, LOG_OUT)
    const { shown, canLogOut } = await this.look(tab)
    if (shown === 'log-out' && canLogOut && !(await tab.page.locator('main form').count()))
      return this.check(tab, ['log-out'])
    if (shown === 'log-out' && canLogOut) await press(tab, 'main form button')
    if ((await this.look(tab)).shown === 'logged-out') this.model.endSession()
    await this.check(tab, LOGGING_OUT)
  }

  async pass(minutes: number): Promise<void> {
    this.steps.push(`${minutes} minutes pass`)
    const { clock } = this.world.portal
    clock.pass({ seconds: minutes * 60 })
    const isPast = (instant?: Temporal.Instant) =>
      instant && Temporal.Instant.compare(instant, clock.now()) <= 0
    for (const tab of this.all)
      if (tab.leaves && isPast(tab.leaves.at)) await this.#leaves(tab, tab.leaves.to)
    if (!this.hasScripts) return
    const asking = this.all.filter(({ asksAt }) => isPast(asksAt))
    const answers = asking.map(({ page }) => page.waitForResponse(/stay-logged-in/))
    await this.visitor.context.clock.fastForward(minutes * 60_000)
    await Promise.all(answers)
    for (const tab of asking) await this.#afterAsking(tab)
  }

  /** The page goes by itself to the one that asks, which goes on to the one that says that the time was up. */
  async #leaves(tab: Tab, to: string): Promise<void> {
    this.say(tab, `leaves by itself to ${to}`)
    await this.goTo(tab, to)
    await this.check(tab, this.model.session ? ['still-there', 'timed-out'] : ['timed-out'])
  }

  /** Presses "Stay logged in" in the warning over the page, if there is one. */
  async #answerWarning(tab: Tab): Promise<void> {
    if (!(await this.look(tab)).isWarned) return
    this.say(tab, 'stays logged in')
    const answered = tab.page.waitForResponse(/stay-logged-in/)
    await tab.page.locator('dialog button').click()
    await answered
    this.model.use()
    await this.#afterAsking(tab)
  }

  /** The tab comes to the front, whose script then asks whose session it is. */
  async lookAt(tab: Tab): Promise<void> {
    if (!tab.mark) return
    this.say(tab, 'is looked at')
    const asked = tab.page.waitForResponse(/stay-logged-in/)
    await tab.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await asked
    await this.#afterAsking(tab)
  }

  /** A page stays if its session goes on, and leaves otherwise. */
  async #afterAsking(tab: Tab): Promise<void> {
    const { session } = this.model
    if (session && tab.mark === session.mark) {
      const isLastMinute = this.watch(tab, session.endsAt)
      await tab.page.locator('dialog[open]').waitFor({ state: isLastMinute ? 'visible' : 'hidden' })
    } else {
      await tab.page.waitForURL(/\/timed-out/, { waitUntil: 'domcontentloaded' })
      await this.check(tab, ['timed-out'])
    }
  }
}

const START = `${HOME}/log-in/start`
const LOGGING_OUT: readonly Shown[] = ['log-out', 'logged-out', 'own page']
