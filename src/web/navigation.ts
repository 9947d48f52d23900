import type { Request } from 'express'

/** Whether the browser opens a page in a tab, and does not load a script, an image or a frame of another page. */
export function isNavigation(request: Request): boolean {
  const mode = request.get('Sec-Fetch-Mode') ?? 'navigate'
  const destination = request.get('Sec-Fetch-Dest') ?? 'document'
  return mode === 'navigate' && destination === 'document'
}
