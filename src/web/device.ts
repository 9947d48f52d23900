import type { Request } from 'express'

/** As long as a report may hold (Wayfinder Reporting Service, SESSION). */
const MAX_LENGTH = 512

/** What the browser says it is, for reports; anyone can claim anything. */
export function deviceOf(request: Request): string | undefined {
  return request.get('User-Agent')?.slice(0, MAX_LENGTH)
}
