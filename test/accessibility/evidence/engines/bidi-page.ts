import { DESKTOP, type EnginePage } from '../../checks/check.ts'
import type { Bidi } from './bidi.ts'
import { KEYS } from './engine.ts'

/** What Playwright's Page does, done by WebDriver BiDi. */
export class BidiPage implements EnginePage {
  readonly #bidi: Bidi
  /** The tab, as WebDriver BiDi calls it. */
  #context: string | undefined
  readonly evaluate: EnginePage['evaluate']

  constructor(bidi: Bidi) {
    this.#bidi = bidi
    this.evaluate = this.#evaluate.bind(this) as EnginePage['evaluate']
  }

  /**
   * In a new tab each time, whose page has the focus. Tab has left the last page for the toolbar, and WebDriver BiDi cannot
   * take the focus back from there.
   */
  async goto(url: string): Promise<void> {
    const last = this.#context
    const { context } = await this.#bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' })
    this.#context = context
    if (last) await this.#bidi.send('browsingContext.close', { context: last })
    await this.setViewportSize(DESKTOP)
    await this.#bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
  }

  readonly keyboard = {
    press: async (key: string): Promise<void> => {
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value: KEYS[key] }))
      await this.#bidi.send('input.performActions', {
        context: this.#context,
        actions: [{ type: 'key', id: 'keys', actions }],
      })
    },
  }

  async setViewportSize(viewport: { width: number; height: number }): Promise<void> {
    await this.#bidi.send('browsingContext.setViewport', { context: this.#context, viewport })
  }

  /** What goes into the page and comes out of it must be JSON. */
  async #evaluate(look: (input: unknown) => unknown, input: unknown = null): Promise<unknown> {
    const { exceptionDetails, result } = await this.#bidi.send<{
      exceptionDetails?: { text: string }
      result?: { value: string }
    }>('script.callFunction', {
      functionDeclaration: `input => JSON.stringify({ result: (${look})(JSON.parse(input)) })`,
      arguments: [{ type: 'string', value: JSON.stringify(input) }],
      target: { context: this.#context },
      awaitPromise: false,
    })
    if (!result) throw new Error(exceptionDetails?.text)
    return JSON.parse(result.value).result
  }
}
