import type { Request } from 'express'
import { isForStaff } from './staff-area.ts'

export type ErrorPage =
  | 'form-expired'
  | 'not-permitted'
  | 'not-understood'
  | 'page-not-found'
  | 'service-unavailable'
  | 'there-is-a-problem'
  | 'too-many-requests'

/** Patients have a template for each error page. Staff have one for all, which is told the `problem`. */
export function errorTemplate(request: Request, problem: ErrorPage): string {
  return isForStaff(request) ? 'errors/staff-problem' : `errors/${problem}`
}
