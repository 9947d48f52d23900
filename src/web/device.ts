import type { Request } from 'express'

/** The maximum length in a report (Wayfinder Reporting Service, SESSION). */
const MAX_LENGTH = 512

/** The user agent, for reports. A visitor can send any value. */
export function deviceOf(request: Request): string | undefined {
  return request.get('User-Agent')?.slice(0, MAX_LENGTH)
}
