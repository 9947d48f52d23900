/** A session by WebDriver (https://www.w3.org/TR/webdriver2). */
export class WebDriver {
  readonly #session: string
  readonly version: string

  private constructor(session: string, version: string) {
    this.#session = session
    this.version = version
  }

  static async start(driver: string, options: object): Promise<WebDriver> {
    const { capabilities, sessionId } = await ask<{
      capabilities: { browserVersion: string }
      sessionId: string
    }>('POST', `${driver}/session`, { capabilities: { alwaysMatch: options } })
    return new WebDriver(`${driver}/session/${sessionId}`, capabilities.browserVersion)
  }

  async send<Result>(command: string, body: object = {}): Promise<Result> {
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
