import type { Request } from 'express'
import { LogInRefused } from '../../shared/errors.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import { onTheWayToStaff } from '../../web/session/staff-destination.ts'
import type { StaffServices } from '../feature.ts'

/** Each has its page: log-in-problem.ts. */
export type LogInProblem =
  | 'wrong-role'
  | 'unknown-organisation'
  | 'not-strong-enough'
  | 'too-many-groups'
  | 'try-again'
  | 'refused'
  | 'start-again'

/** After a failed log-in, redirects to the page that says what to do. Rethrows any other error. */
export function refuseLogIn(
  { reference }: Request,
  { log }: Pick<StaffServices, 'log'>,
  error: unknown,
  returnTo: string,
): Redirect {
  if (!(error instanceof LogInRefused)) throw error
  const { failure, reason } = error
  log.warn({ reference, event: 'authn_login_fail', kind: 'staff', failure, reason }, 'staff log-in refused')
  return toProblem(problemOf(error), returnTo)
}

export function toProblem(problem: LogInProblem, returnTo: string): Redirect {
  return redirect(onTheWayToStaff(`/staff/log-in/problem/${problem}`, returnTo))
}

function problemOf({ failure, reason }: LogInRefused): LogInProblem {
  if (failure === 'try-again') return 'try-again'
  if (reason === 'id-token-groups-overage') return 'too-many-groups'
  return /-assurance-level$/.test(reason) ? 'not-strong-enough' : 'refused'
}
