import { until } from '../../../support/time/until.ts'
import type { EnginePage } from '../../checks/check.ts'
import { KEYS } from './engine.ts'
import type { WebDriver } from './web-driver.ts'

/** What Playwright's Page does, done by WebDriver. */
export class WebDriverPage implements EnginePage {
  readonly #driver: WebDriver
  readonly evaluate: EnginePage['evaluate']

  constructor(driver: WebDriver) {
    this.#driver = driver
    this.evaluate = this.#evaluate.bind(this) as EnginePage['evaluate']
  }

  async goto(url: string): Promise<void> {
    await this.#driver.post('url', { url })
  }

  readonly keyboard = {
    press: async (key: string): Promise<void> => {
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value: KEYS[key] }))
      await this.#driver.post('actions', { actions: [{ type: 'key', id: 'keys', actions }] })
    },
  }

  /** WebDriver sets the size of the window, with what the browser has around the page. */
  async setViewportSize({ width, height }: { width: number; height: number }): Promise<void> {
    const around = await this.#evaluate(() => outerHeight - innerHeight)
    await this.#driver.post('window/rect', { width, height: height + Number(around) })
    await until(`the window is ${width} wide`, async () => {
      return (await this.#evaluate(() => innerWidth)) === width
    })
  }

  /** What goes into the page and comes out of it must be JSON. */
  async #evaluate(look: (input: unknown) => unknown, input: unknown = null): Promise<unknown> {
    const script = `return JSON.stringify({ result: (${look})(JSON.parse(arguments[0])) })`
    const args = [JSON.stringify(input)]
    return JSON.parse(await this.#driver.post<string>('execute/sync', { script, args })).result
  }
}
