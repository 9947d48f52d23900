import type { Request } from 'express'

/** Whether the request is for a page for staff, whatever it is answered. */
export function isForStaff({ originalUrl }: Request): boolean {
  return /^\/staff(?=[/?]|$)/.test(originalUrl)
}
