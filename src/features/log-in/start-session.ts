import type { Request } from 'express'
import type { SessionData } from 'express-session'
import { regenerateSession, saveSession } from '../../web/session/session.ts'
import type { LogInAttempt } from './attempt-store.ts'

/**
 * Starts the session of a patient who has logged in, with a new id. When the same patient was logged in before, their
 * other tabs keep working, because the secret of their forms stays the same. Nothing of another patient is kept.
 */
export async function startSession(
  request: Request,
  identity: NonNullable<SessionData['identity']>,
  { insideNhsApp, jumpOff }: LogInAttempt,
): Promise<void> {
  const earlier = request.session
  await regenerateSession(request)
  const { session } = request
  session.identity = identity
  // Not left to the first page, because two that open at once would each save the session without what the other added.
  session.usedAt = identity.loggedInAt
  if (earlier.identity?.patientId === identity.patientId) {
    if (earlier.csrfToken) session.csrfToken = earlier.csrfToken
    if (earlier.jumpOff) session.jumpOff = earlier.jumpOff
    if (earlier.fromNhsApp) session.fromNhsApp = true
  }
  if (jumpOff) session.jumpOff = jumpOff
  if (insideNhsApp) session.fromNhsApp = true
  await saveSession(request)
}
