import type { Request } from 'express'
import type { SessionData } from 'express-session'
import type { NhsLoginIdentity } from '../../gateways/nhs-login/nhs-login.ts'
import type { Services } from '../../services.ts'
import { LogInRefused } from '../../shared/errors.ts'
import type { FoundAttempt } from './attempt-store.ts'

/** NHS login's clock may be behind ours. */
const TOLERANCE = Temporal.Duration.from({ seconds: 30 })

/**
 * After a log-out in this browser, refuses a log-in at NHS login of before the log-out: another person may be at the
 * device. Not for links of the NHS App, which identifies its user anew. NHS login does not always say when it was: then it
 * counts as from the start of the attempt.
 */
export function requireNewLogIn(
  { loggedOut }: Partial<SessionData>,
  { authenticatedAt }: NhsLoginIdentity,
  { byLink, startedAt }: Pick<FoundAttempt, 'byLink' | 'startedAt'>,
): void {
  if (typeof loggedOut !== 'string' || byLink) return
  const notBefore = authenticatedAt?.add(TOLERANCE) ?? startedAt
  if (Temporal.Instant.compare(notBefore, Temporal.Instant.from(loggedOut)) < 0)
    throw new LogInRefused('refused', 'id-token-before-log-out')
}

/**
 * After the patient logged out elsewhere or everywhere, refuses a log-in of before in each browser, and the next one asks who it
 * is. Neither does a log-in that was under way then start a session, also not by a link of the NHS App.
 */
export async function requireLogInAfterLogOut(
  { session }: Request,
  { accessLog }: Pick<Services, 'accessLog'>,
  { patientId, person }: { patientId: string; person: NhsLoginIdentity },
  attempt: FoundAttempt,
): Promise<void> {
  const at = await accessLog.lastLogOut(patientId)
  if (!at) return
  const loggedOut = at.toString()
  try {
    requireNewLogIn({ loggedOut }, person, attempt)
    if (Temporal.Instant.compare(attempt.startedAt, at) < 0)
      throw new LogInRefused('refused', 'log-in-before-log-out')
  } catch (error) {
    if (!attempt.byLink) session.loggedOut ??= loggedOut
    throw error
  }
}
