import { promisify } from 'node:util'
import type { Request, RequestHandler, Response } from 'express'
import session, { type SessionData, type Store } from 'express-session'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { type Area, areaOf, COOKIES } from './area.ts'
import { clearSessionCookie, cookieName, hasSessionCookie, isHttps } from './session-cookie.ts'

/** Wayfinder WF-NFR-18: no longer than the NHS App's own idle limit. */
const IDLE_LIMIT = Temporal.Duration.from({ minutes: 10 })
/** For staff: what two live services with NHS CIS2 do, and NIST 800-63 for the highest level. */
const STAFF_IDLE_LIMIT = Temporal.Duration.from({ minutes: 15 })
/** Milliseconds. Writing each use of a session would take longer than showing the page. */
const NOTE_USE_EVERY = 60_000
/** NHS login "session management", and NIST 800-63 for staff: a new log-in after twelve hours of continuous use. */
const MAX_SESSION = Temporal.Duration.from({ hours: 12 })

declare module 'express-session' {
  interface SessionData {
    /**
     * The logged-in patient. `loggedInAt` is an ISO instant. `sessionId` identifies the session in reports and cannot
     * be used to log in. `idTokenId` is the id of the token that NHS login gave for the log-in, and opens its settings.
     * `device`: the browser in words.
     */
    identity?: {
      patientId: string
      loggedInAt: string
      sessionId?: string
      idTokenId?: string
      device?: string
    }
    /**
     * The instant of the last log-out, as ISO text; `true` from a release that did not keep it. The next log-in must ask
     * for credentials, because NHS login may still have its own session.
     */
    loggedOut?: string | true
    /**
     * When the patient used the session, as ISO text, exact to a minute: see {@link noteUse}. Absent before a log-in, and
     * in a session of a release that wrote every use.
     */
    usedAt?: string
  }
  interface Store {
    /** Time until the session reaches its idle limit. Negative or `undefined` when the session has ended. */
    timeLeft(id: string): Promise<Temporal.Duration | undefined>
    /** Every session in which this patient is logged in. */
    sessionsOf(patientId: string): Promise<SessionData[]>
    /** Ends them, except the one with this id. It takes effect at once, in every process. */
    endSessionsOf(patientId: string, exceptId: string): Promise<void>
  }
}

/** How long an unused session lasts. `loggedOut` must be kept longer than NHS login's own session. */
export function idleLimit({ identity, loggedOut, staff }: Partial<SessionData>): Temporal.Duration {
  if (staff) return STAFF_IDLE_LIMIT
  return loggedOut && !identity ? MAX_SESSION : IDLE_LIMIT
}

/**
 * Time until the session reaches its maximum duration. Zero or negative when it has, or without a log-in.
 */
export function sessionTimeLeft(
  { identity, staff }: Partial<SessionData>,
  now: Temporal.Instant,
): Temporal.Duration {
  const loggedInAt = (identity ?? staff)?.loggedInAt
  return loggedInAt ? now.until(Temporal.Instant.from(loggedInAt).add(MAX_SESSION)) : new Temporal.Duration()
}

/**
 * Notes that the patient uses the session now. This is written at most once a minute, so a session ends between nine and
 * ten minutes after its last use, never later. {@link idleTimeLeft} says when exactly.
 */
function noteUse(session: Partial<SessionData>, now: Temporal.Instant): void {
  if (!session.identity && !session.staff) return
  const noted = session.usedAt ? Temporal.Instant.from(session.usedAt).epochMilliseconds : 0
  const elapsed = now.epochMilliseconds - noted
  // Negative when the clock was put back: the session would otherwise last too long.
  if (elapsed < 0 || elapsed >= NOTE_USE_EVERY) session.usedAt = now.toString()
}

/** Time until the session reaches its idle limit if the patient does not use it again. */
export function idleTimeLeft(session: Partial<SessionData>, now: Temporal.Instant): Temporal.Duration {
  const limit = idleLimit(session)
  return session.usedAt ? now.until(Temporal.Instant.from(session.usedAt).add(limit)) : limit
}

/**
 * The session middleware. A session holds the logged-in patient and the CSRF secret; features declare their own fields.
 * The cookie lasts until the browser closes. It is Lax, because browsers do not send Strict
 * cookies when a patient returns from NHS login or follows a link of the NHS App.
 */
export function browserSession(options: {
  store: Store
  secrets: string[]
  https: boolean
  clock: Clock
  log: Log
  area: Area
}): RequestHandler {
  const { path } = COOKIES[options.area]
  const handler = session({
    store: options.store,
    secret: options.secrets,
    name: cookieName(options.https, options.area),
    resave: false,
    saveUninitialized: false,
    cookie: { secure: options.https, httpOnly: true, sameSite: 'lax', path },
  })
  return (request, response, next) =>
    handler(request, response, (error?: unknown) => {
      // The session is saved while the response is sent: too late for an error page, and Express would print the error.
      if (error && response.headersSent)
        options.log.error({ reference: request.reference, error }, 'saving the session failed')
      else {
        if (!error && request.session) noteUse(request.session, options.clock.now())
        next(error)
      }
    })
}

type SessionMethod = (done: (error?: Error) => void) => void

/** Ends this session and starts an empty one with a new id. */
export function regenerateSession(request: Request): Promise<void> {
  return restoreOnFailure(request, request.session.regenerate.bind(request.session) as SessionMethod)
}

/** When the store cannot end the session, the browser must keep its cookie, so that the patient can log out again. */
async function restoreOnFailure(request: Request, endIt: SessionMethod): Promise<void> {
  const { session, sessionID } = request
  try {
    await promisify(endIt)()
  } catch (error) {
    Object.assign(request, { session, sessionID })
    throw error
  }
}

/** Ends this session and starts a new one, which keeps only `loggedOut`. */
export async function endSession(request: Request): Promise<void> {
  const { loggedOut } = request.session
  await regenerateSession(request)
  if (loggedOut) request.session.loggedOut = loggedOut
}

/** Ends this session and clears its cookie. Does not start a new session. */
export async function destroySession(request: Request, response: Response): Promise<void> {
  const [https, area] = [isHttps(request), areaOf(request)]
  await restoreOnFailure(request, request.session.destroy.bind(request.session) as SessionMethod)
  clearSessionCookie(response, https, area)
}

/**
 * For requests that the browser makes by itself: they must not extend the session, and their response shows no patient.
 */
export function withoutExtendingSession(request: Request, response: Response): void {
  response.locals.loggedIn = false
  withoutSession(request)
}

/** The response neither saves the session nor waits for its store. */
export function withoutSession(request: Request): void {
  delete (request as Partial<Request>).session
}

/** Makes the browser delete our pages from its cache and our stored data. */
export function clearBrowserData(response: Response): void {
  response.set('Clear-Site-Data', '"cache", "storage"')
}

/**
 * Saves the session immediately, so that it is stored before a redirect that relies on it. When a new session cannot be
 * saved its id is not sent to the browser, so that a save that the store completes later logs no patient in.
 */
export async function saveSession(request: Request): Promise<void> {
  try {
    await promisify(request.session.save.bind(request.session) as SessionMethod)()
  } catch (error) {
    if (!hasSessionCookie(request)) delete (request as Partial<Request>).session
    throw error
  }
}

/** Throws when sessions cannot be stored now, so that no patient is sent to NHS login in vain. */
export async function checkSessionStore({ sessionID, sessionStore }: Request): Promise<void> {
  await sessionStore.timeLeft(sessionID)
}
