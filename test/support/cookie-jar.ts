/** The cookies of a browser that a test writes itself, by name. */
export class CookieJar {
  readonly #cookies = new Map<string, string>()

  /** The value of the `Cookie` header. */
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Keeps what the `Set-Cookie` headers of a response say. */
  keep(setCookie: string | readonly string[] | undefined): void {
    for (const line of [setCookie ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
  }
}
