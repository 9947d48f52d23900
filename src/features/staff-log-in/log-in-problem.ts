import { NotFound } from '../../shared/errors.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { onTheWayToStaff, staffDestinationFrom } from '../../web/session/staff-destination.ts'
import type { LogInProblem } from './refuse-log-in.ts'

const STATUS: Record<LogInProblem, number> = {
  'wrong-role': 403,
  'unknown-organisation': 403,
  'not-strong-enough': 403,
  'too-many-groups': 403,
  'try-again': 503,
  refused: 403,
  'start-again': 403,
}

const view = openView<{ problem: string; start: string }>('staff-log-in/log-in-problem')

/** Says why a log-in failed, and what to do. Every problem offers a new log-in, in which another role can be chosen. */
export function logInProblem(): OpenPage {
  return {
    show(request) {
      const problem = String(request.params.problem)
      if (!Object.hasOwn(STATUS, problem)) throw new NotFound()
      const start = onTheWayToStaff('/staff/log-in/start', staffDestinationFrom(request, request.query.to))
      return view({ problem, start }, STATUS[problem as LogInProblem])
    },
  }
}
