import type { SessionData } from 'express-session'
import type { NhsLoginIdentity } from '../../gateways/nhs-login/nhs-login.ts'
import { LogInRefused } from '../../shared/errors.ts'

/** NHS login's clock may be behind ours. */
const TOLERANCE = Temporal.Duration.from({ seconds: 30 })

/**
 * After a log-out in this browser, refuses a log-in at NHS login of before the log-out: another person may be at the
 * device. Not for links of the NHS App, which identifies its user anew. NHS login does not always say when it was.
 */
export function requireNewLogIn(
  { loggedOut }: Partial<SessionData>,
  { authenticatedAt }: NhsLoginIdentity,
): void {
  if (typeof loggedOut !== 'string' || !authenticatedAt) return
  if (Temporal.Instant.compare(authenticatedAt.add(TOLERANCE), Temporal.Instant.from(loggedOut)) < 0)
    throw new LogInRefused('refused', 'id-token-before-log-out')
}
