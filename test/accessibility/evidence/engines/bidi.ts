const TIMEOUT_MS = 60_000

interface Answer {
  id?: number
  type: string
  result?: unknown
  message?: string
}

/** A connection by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi). */
export class Bidi {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const answer: Answer = JSON.parse(String(data))
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer)
    })
  }

  static async connect(url: string): Promise<Bidi> {
    const socket = new WebSocket(url)
    const { promise, reject, resolve } = Promise.withResolvers<void>()
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error(`There is no answer at ${url}`)))
    await promise
    return new Bidi(socket)
  }

  async send<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.#lastId
    const { promise, reject, resolve } = Promise.withResolvers<Answer>()
    const timer = setTimeout(() => reject(new Error(`${method} is not answered`)), TIMEOUT_MS)
    this.#waiting.set(id, resolve)
    this.#socket.send(JSON.stringify({ id, method, params }))
    const { message, result, type } = await promise.finally(() => {
      clearTimeout(timer)
      this.#waiting.delete(id)
    })
    if (type === 'error') throw new Error(`${method}: ${message}`)
    return result as Result
  }

  close(): void {
    this.#socket.close()
  }
}
