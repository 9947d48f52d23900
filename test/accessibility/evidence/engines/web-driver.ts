import { until } from '../../../support/time/until.ts'

/** A session by WebDriver (https://www.w3.org/TR/webdriver2). */
export class WebDriver {
  readonly #session: string
  readonly version: string

  private constructor(session: string, version: string) {
    this.#session = session
    this.version = version
  }

  /** The driver takes a moment until it listens. */
  static async start(driver: string, capabilities: object): Promise<WebDriver> {
    await until('the driver listens', () =>
      fetch(`${driver}/status`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    const started = await ask<{ sessionId: string; capabilities: { browserVersion: string } }>(
      'POST',
      `${driver}/session`,
      { capabilities: { alwaysMatch: capabilities } },
    )
    return new WebDriver(`${driver}/session/${started.sessionId}`, started.capabilities.browserVersion)
  }

  post<Result>(command: string, body: object = {}): Promise<Result> {
    return ask('POST', `${this.#session}/${command}`, body)
  }

  async close(): Promise<void> {
    await ask('DELETE', this.#session)
  }
}

async function ask<Result>(method: string, url: string, body?: object): Promise<Result> {
  const response = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
  const { value } = (await response.json()) as { value: Result & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}
