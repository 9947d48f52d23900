import { becomes, type Window } from './engine.ts'

/** Somebody who goes from page to page with a keyboard. */
export class Person {
  readonly window: Window
  #pages = 0

  constructor(window: Window) {
    this.window = window
  }

  async open(url: string): Promise<void> {
    await this.window.open(url)
  }

  /** Presses Enter on the first link or button of this kind with these words, and waits for the page it leads to. */
  async follow(selector: string, words = ''): Promise<void> {
    await this.#leave(async () => {
      if (!(await this.window.run(focusOn, { selector, words })))
        throw new Error(`There is no ${selector} ${words} on “${await this.heading()}”`)
      await this.window.press('Enter')
    })
  }

  /** Presses Space on the first choice. Answers whether it is chosen then. */
  async choose(selector: string): Promise<boolean> {
    await this.window.run(focusOn, { selector, words: '' })
    await this.window.press('Space')
    return this.window.run(
      choice => document.querySelector<HTMLInputElement>(choice)?.checked ?? false,
      selector,
    )
  }

  async back(): Promise<void> {
    await this.#leave(() => this.window.back())
  }

  async forward(): Promise<void> {
    await this.#leave(() => this.window.forward())
  }

  async heading(): Promise<string> {
    return this.window.run(() => document.querySelector('h1')?.textContent.trim() ?? '', null)
  }

  async address(): Promise<string> {
    return this.window.run(() => location.href, null)
  }

  /** Whether this is the heading sooner or later: a page kept for Back may load again. */
  async comesTo(heading: string): Promise<boolean> {
    return becomes(
      this.window,
      expected =>
        document.readyState === 'complete' && document.querySelector('h1')?.textContent.trim() === expected,
      heading,
    )
  }

  /** Whether the page shows none of these words sooner or later. */
  async doesNotShow(words: readonly string[]): Promise<boolean> {
    return becomes(
      this.window,
      all => document.readyState === 'complete' && !all.some(each => document.body.innerText.includes(each)),
      words,
    )
  }

  /** Numbers each page as it is left. A page kept for Back has the number of an earlier one, a new page has none. */
  async #leave(go: () => Promise<void>): Promise<void> {
    const number = String(++this.#pages)
    await this.window.run(value => document.documentElement.setAttribute('data-number', value), number)
    await go()
    const left = await becomes(
      this.window,
      value =>
        document.readyState === 'complete' && document.documentElement.getAttribute('data-number') !== value,
      number,
    )
    if (!left) throw new Error(`Nothing follows “${await this.heading()}”`)
  }
}

/** Runs in the page. */
function focusOn({ selector, words }: { selector: string; words: string }): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(selector)]
  const found = all.find(each => each.textContent.includes(words))
  found?.focus()
  return found !== undefined && document.activeElement === found
}
