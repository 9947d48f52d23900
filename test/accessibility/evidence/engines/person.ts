import { until } from '../../../support/time/until.ts'
import type { EnginePage } from '../../checks/check.ts'

const SECONDS = 20

/** Somebody who goes from page to page with a keyboard. */
export class Person {
  readonly page: EnginePage
  #pages = 0

  constructor(page: EnginePage) {
    this.page = page
  }

  has(selector: string): Promise<boolean> {
    return this.page.evaluate(each => document.querySelector(each) !== null, selector)
  }

  /** Presses Enter on the first link or button of this kind with these words, and waits for the page it leads to. */
  async follow(selector: string, words = ''): Promise<void> {
    await this.#leave(async () => {
      await this.#focus(selector, words)
      await this.page.keyboard.press('Enter')
    })
  }

  /** Presses Space on the first choice, and answers whether it is chosen then. */
  async choose(selector: string): Promise<boolean> {
    await this.#focus(selector)
    await this.page.keyboard.press('Space')
    return this.page.evaluate(
      each => document.querySelector<HTMLInputElement>(each)?.checked ?? false,
      selector,
    )
  }

  async back(): Promise<void> {
    await this.#leave(() => this.page.evaluate(() => history.back()))
  }

  async forward(): Promise<void> {
    await this.#leave(() => this.page.evaluate(() => history.forward()))
  }

  heading(): Promise<string> {
    return this.page.evaluate(() => document.querySelector('h1')?.textContent.trim() ?? '')
  }

  address(): Promise<string> {
    return this.page.evaluate(() => location.href)
  }

  /** What can be read on the page. */
  words(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText)
  }

  /** Whether this is the heading sooner or later: a page kept for Back is hidden, and loads again. */
  comesTo(heading: string): Promise<boolean> {
    return this.#becomes(
      expected =>
        document.readyState === 'complete' &&
        document.body.style.display !== 'none' &&
        document.querySelector('h1')?.textContent.trim() === expected,
      heading,
    )
  }

  /** Whether the page shows none of these words sooner or later. */
  doesNotShow(words: readonly string[]): Promise<boolean> {
    return this.#becomes(
      all =>
        document.readyState === 'complete' &&
        document.body.style.display !== 'none' &&
        !all.some(each => document.body.innerText.includes(each)),
      words,
    )
  }

  async #focus(selector: string, words = ''): Promise<void> {
    const focused = await this.page.evaluate(
      wanted => {
        const all = [...document.querySelectorAll<HTMLElement>(wanted.selector)]
        const found = all.find(each => each.textContent.includes(wanted.words))
        found?.focus()
        return found !== undefined && document.activeElement === found
      },
      { selector, words },
    )
    if (!focused)
      throw new Error(`“${await this.heading()}” has no ${selector} ${words} that takes the focus`)
  }

  /** Numbers each page as it is left. A page kept for Back has the number of an earlier one, a new page has none. */
  async #leave(go: () => Promise<void>): Promise<void> {
    const number = String(++this.#pages)
    const isThere = await this.#becomes(value => {
      if (document.readyState !== 'complete' || document.body.style.display === 'none') return false
      document.documentElement.setAttribute('data-number', value)
      return true
    }, number)
    if (!isThere) throw new Error(`the page at ${await this.address()} is not shown`)
    await go()
    const isLeft = await this.#becomes(
      value =>
        document.readyState === 'complete' && document.documentElement.getAttribute('data-number') !== value,
      number,
    )
    if (!isLeft) throw new Error(`nothing follows “${await this.heading()}”`)
  }

  /** While one page gives way to the next there may be none to ask. */
  #becomes<Input>(isSo: (input: Input) => boolean, input: Input): Promise<boolean> {
    const ask = () => this.page.evaluate(isSo as (input: unknown) => boolean, input).catch(() => false)
    return until(String(isSo), ask, SECONDS).then(
      () => true,
      () => false,
    )
  }
}
