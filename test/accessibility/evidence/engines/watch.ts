/** What the first script of an examined page notes. */
export interface Watched {
  /** Errors of scripts, refusals by the content security policy, files that did not arrive. */
  errors: string[]
  /** What was pressed, in order. Nothing follows from it, so that the page stays. */
  pressed: Element[]
  controls: HTMLElement[]
}

declare global {
  var watched: Watched
}

/** Runs in the page, before its own scripts. */
export function watch(): void {
  const watched: Watched = { errors: [], pressed: [], controls: [] }
  globalThis.watched = watched
  addEventListener(
    'error',
    event => {
      const { target } = event
      if (target === window) watched.errors.push(event.message)
      else
        watched.errors.push(
          `${(target as HTMLImageElement).src ?? (target as HTMLLinkElement).href} did not arrive`,
        )
    },
    true,
  )
  addEventListener('unhandledrejection', event => watched.errors.push(String(event.reason)))
  document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
    watched.errors.push(`${violatedDirective} refuses ${blockedURI}`),
  )
  addEventListener('click', event => {
    watched.pressed.push(event.target as Element)
    event.preventDefault()
  })
}
