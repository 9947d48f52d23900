import assert from 'node:assert/strict'
import type { Visitor } from '../browser.ts'
import { checkNames } from './check-names.ts'
import { HOME, Model, type Shown } from './model.ts'
import { look, type Seen, type Tab } from './tab.ts'
import type { World } from './world.ts'

const OPEN_PAGE = `${HOME}/help/contact`

/** The title of the page for a form of an earlier session. */
export const EXPIRED = 'This page has expired'
const ERRORS: readonly string[] = [EXPIRED, 'Page not found']

/** The tabs of one browser, whose pages are compared with the model. */
export class CheckedTabs {
  readonly all: Tab[] = []
  protected readonly world: World
  protected readonly visitor: Visitor
  protected readonly model: Model
  protected readonly steps: string[]

  protected constructor(world: World, visitor: Visitor, story: string) {
    this.world = world
    this.visitor = visitor
    this.model = new Model(world.portal.clock)
    this.steps = [story]
  }

  get story(): string {
    return this.steps.join('\n  ')
  }

  get hasScripts(): boolean {
    return this.visitor.way.scripts
  }

  /** What a tab shows that asks for its page. */
  protected arrival({ ends }: Tab): Shown[] {
    return this.model.session || ends.has(OPEN_PAGE) ? ['own page'] : ['log-in', 'timed-out']
  }

  /** The script of the page asks a minute before the end, warns, and asks again at the end. */
  protected watch(tab: Tab, end: Temporal.Instant): boolean {
    const aMinuteBefore = end.subtract({ minutes: 1 })
    const isLastMinute = Temporal.Instant.compare(aMinuteBefore, this.world.portal.clock.now()) <= 0
    tab.asksAt = isLastMinute ? end : aMinuteBefore
    return isLastMinute
  }

  protected async goTo({ page }: Tab, address: string): Promise<void> {
    await page.goto(this.world.portal.url + address, { waitUntil: 'domcontentloaded' })
  }

  protected say({ number }: Tab, step: string): void {
    this.steps.push(`tab ${number}: ${step}`)
  }

  look(tab: Tab): Promise<Seen> {
    return look(tab, this.world.portal.url)
  }

  /** A page that was `kept` by the browser may be older, but never shows another person. */
  protected async check(tab: Tab, expected: readonly Shown[], kept?: 'kept'): Promise<void> {
    const seen = await this.look(tab)
    const { shown } = seen
    const story = `${this.story}\n  shows "${seen.title}" at ${seen.address}`
    assert.ok(shown && expected.includes(shown), `${story}, expected: ${expected.join(' or ')}`)
    tab.mark = undefined
    tab.asksAt = undefined
    tab.leaves = undefined
    if (shown === 'NHS login') return
    // An error page must not repeat its address: when the time is up the tab has lost it.
    if (ERRORS.includes(seen.title)) tab.ends.add(HOME)
    const isAsked = shown === 'still-there' && seen.title !== EXPIRED
    if (!kept && !isAsked && shown !== 'timed-out') this.model.use()
    const { session } = this.model
    checkNames(seen, session?.name, { kept, story, wordsOf: this.world.wordsOf })
    if (!this.hasScripts) await this.#noteRefresh(tab, seen)
    if (!seen.isPatients || !session || !this.hasScripts) return
    tab.mark = session.mark
    this.watch(tab, session.usedAt.add({ minutes: 10 }))
  }

  /** The clock of the portal decides when, not the browser's, which goes on by itself without scripts. */
  async #noteRefresh(tab: Tab, { refresh }: Seen): Promise<void> {
    const [, seconds, to] = /^(\d+); url=(.+)$/.exec(refresh) ?? []
    if (!to) return
    tab.leaves = { at: this.world.portal.clock.now().add({ seconds: Number(seconds) }), to }
    await tab.page.evaluate(() => window.stop())
  }
}
