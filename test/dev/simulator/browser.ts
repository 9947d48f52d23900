/** A browser without scripts: it keeps cookies by path, and leaves every redirect to the test. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>()

  async open(address: string | URL, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address)
    const cookies = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path))
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookies.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const path = /path=([^;]+)/.exec(line)?.[1] ?? '/'
      if (value) this.#cookies.set(`${name} ${path}`, { value, path })
      else this.#cookies.delete(`${name} ${path}`)
    }
    return response
  }

  /** Follows redirects until one leaves for somewhere else, or a page is shown. */
  async follow(address: string | URL, form?: Record<string, string>): Promise<{ url: URL; page?: Response }> {
    const url = new URL(address)
    const response = await this.open(url, form)
    const location = response.headers.get('location')
    if (!location) return { url, page: response }
    const next = new URL(location, url)
    return next.origin === url.origin ? this.follow(next) : { url: next }
  }
}
