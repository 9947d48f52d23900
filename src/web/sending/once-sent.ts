import type { Request, Response } from 'express'

export interface Sent {
  /** Called once all of it has been sent to the person who asked for it: see {@link onceSent}. It must not reject. */
  whenSent?: () => Promise<void>
}

/**
 * Calls `whenSent` once all of the response has been sent to the person who asked for it. Not for a HEAD, for what a browser
 * loads before anyone has asked for it, or for a response that is cut off.
 */
export function onceSent(request: Request, response: Response, { whenSent }: Sent): void {
  if (!whenSent || request.method !== 'GET' || isPrefetch(request)) return
  response.once('finish', () => {
    // A 304 has no content.
    if (!request.socket.destroyed && response.statusCode !== 304) void whenSent()
  })
}

/** Browsers say so by different headers: Chromium and Firefox by the first, older ones and Safari by the others. */
function isPrefetch(request: Request): boolean {
  return ['Sec-Purpose', 'Purpose', 'X-Purpose', 'X-Moz'].some(name =>
    /prefetch|prerender|preview/i.test(request.get(name) ?? ''),
  )
}
