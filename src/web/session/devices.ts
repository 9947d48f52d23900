import type { Request } from 'express'
import { sessionTimeLeft } from './session.ts'

/** A browser in which the patient is logged in. */
export interface Device {
  /** In words: see `deviceInWords`. */
  name: string
  loggedInAt: Temporal.Instant
  /** Exact to a minute. */
  usedAt: Temporal.Instant
  /** Whether it is the browser that asks. */
  isThis: boolean
}

/** Where the patient of this request is logged in now: this browser, then the others, last used first. */
export async function listDevices(request: Request, now: Temporal.Instant): Promise<Device[]> {
  const { identity: own } = request.session
  if (!own) return []
  const sessions = await request.sessionStore.sessionsOf(own.patientId)
  const devices = sessions.flatMap(session => {
    const { identity, usedAt } = session
    if (!identity || sessionTimeLeft(session, now).sign <= 0) return []
    const loggedInAt = Temporal.Instant.from(identity.loggedInAt)
    return {
      name: identity.device ?? 'A browser',
      loggedInAt,
      usedAt: usedAt ? Temporal.Instant.from(usedAt) : loggedInAt,
      isThis: identity.sessionId !== undefined && identity.sessionId === own.sessionId,
    }
  })
  return devices.toSorted(
    (one, other) =>
      Number(other.isThis) - Number(one.isThis) || Temporal.Instant.compare(other.usedAt, one.usedAt),
  )
}

/** Logs the patient out in all other browsers, at once and in every process. */
export async function endOtherSessions({ session, sessionID, sessionStore }: Request): Promise<void> {
  if (session.identity) await sessionStore.endSessionsOf(session.identity.patientId, sessionID)
}
