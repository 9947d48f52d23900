import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from './browser.ts'
import type { Filled } from './filling-in.ts'
import type { History } from './history.ts'
import type { Answer } from './network.ts'
import type { Random } from './random.ts'
import type { Reading } from './reading.ts'
import type { Loss } from './tcp-proxy.ts'

const TRIES = 20

/** Sends forms as people do: once, with a double click, again after Back, or again without an answer. */
export class Sending {
  readonly #browser: Browser
  readonly #reading: Reading
  readonly #history: History
  readonly #random: Random

  constructor(browser: Browser, reading: Reading, history: History, random: Random) {
    this.#browser = browser
    this.#reading = reading
    this.#history = history
    this.#random = random
  }

  async somehow(filled: Filled): Promise<void> {
    const how = this.#random.below(10)
    if (how < 3) await this.untilAnswered(filled)
    else if (how < 5) await this.#withLoss(filled)
    else if (how < 7) await this.#twice(filled)
    else if (how < 9) await this.#watched(filled)
    else await this.#once(filled)
    if (filled.form.came === 'ok' && this.#random.chance(0.3)) await this.#backAndAgain(filled)
  }

  /** Without an answer the outcome is unknown, so the same form is sent again. */
  async untilAnswered(filled: Filled): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      if ((await this.#once(filled)) !== 'unknown') return
      await wait(50)
    }
  }

  /** The request arrives fully or in part, and the answer is lost. Some patients do not try again. */
  async #withLoss(filled: Filled): Promise<void> {
    await this.#once(filled, this.#random.chance(0.8) ? 'drop-answer' : 'cut-request')
    if (this.#random.chance(0.9)) await this.untilAnswered(filled)
  }

  async #twice(filled: Filled): Promise<void> {
    await Promise.all([this.#once(filled), this.#once(filled)])
    await this.untilAnswered(filled)
  }

  /** The patient reads the list in another tab while the change is made. */
  async #watched(filled: Filled): Promise<void> {
    await Promise.all([this.untilAnswered(filled), this.#reading.list(), this.#reading.list()])
  }

  async #backAndAgain(filled: Filled): Promise<void> {
    await this.#browser.read(`${filled.path.slice(0, filled.path.lastIndexOf('/'))}/received`)
    await this.#once(filled)
  }

  async #once(
    { booking, epoch, form, path, fields }: Filled,
    loss?: Loss,
  ): Promise<'ok' | 'refused' | 'unknown'> {
    if (form.change === 'cancel') booking.cancelling(form, epoch)
    const end = form.begin()
    const answer = await this.#browser.post(path, fields, loss).catch(error => {
      end('unknown', this.#history.violations)
      throw error
    })
    const came = this.#meaning(answer, path)
    end(came, this.#history.violations)
    return came === 'refused as changed' ? 'refused' : came
  }

  /** The outcome that the answer means. */
  #meaning(answer: Answer | 'unknown', path: string) {
    if (answer === 'unknown') return 'unknown'
    const { location, status } = answer
    if (status === 303 && location === `${path.slice(0, path.lastIndexOf('/'))}/received`) return 'ok'
    if (status === 409) return 'refused as changed'
    // Too many requests, a form of an older session, or an expired session.
    if (status === 429 || status === 403 || (status === 303 && /log-in|timed-out/.test(location)))
      return 'refused'
    if (status < 500)
      this.#history.violations.add('broken answer', `${status} ${location} to the form ${path}`)
    return 'unknown'
  }
}
