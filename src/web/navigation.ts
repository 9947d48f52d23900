import type { Request } from 'express'

/** Whether somebody follows a link, as far as their browser says: not a script or an image of some other page. */
export function isNavigation(request: Request): boolean {
  return (request.get('Sec-Fetch-Mode') ?? 'navigate') === 'navigate'
}
