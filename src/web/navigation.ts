import type { Request } from 'express'

/** Whether the browser opens a page, and does not load a script or an image of another page. */
export function isNavigation(request: Request): boolean {
  return (request.get('Sec-Fetch-Mode') ?? 'navigate') === 'navigate'
}
