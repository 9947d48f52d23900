import { promisify } from 'node:util'
import type { Request, RequestHandler, Response } from 'express'
import session, { type SessionData, type Store } from 'express-session'
import type { Log } from '../../shared/log.ts'

/** Wayfinder WF-NFR-18: no longer than the NHS App's own idle limit. */
const IDLE_LIMIT = Temporal.Duration.from({ minutes: 10 })
/** NHS login "session management": full re-authentication after twelve hours of continuous use. */
const MAX_SESSION = Temporal.Duration.from({ hours: 12 })

/** How long somebody may take at NHS login. */
export const LOG_IN_TIMEOUT = Temporal.Duration.from({ minutes: 30 })

declare module 'express-session' {
  interface SessionData {
    /** Who is logged in. `loggedInAt` is an ISO instant; `sessionId` names the session in reports and opens nothing. */
    identity?: { patientId: string; loggedInAt: string; sessionId?: string }
    /** Somebody logged out here: the next log-in must ask who they are, whoever NHS login still remembers. */
    loggedOut?: true
  }
  interface Store {
    /** Until this session has been unused for too long. Less than nothing, or `undefined`, when it is no more. */
    timeLeft(id: string): Promise<Temporal.Duration | undefined>
  }
}

/** How long a session lives when it is not used. The mark of a log-out outlives any session NHS login may hold. */
export function idleLimit({ identity, loggedOut }: Partial<SessionData>): Temporal.Duration {
  if (identity) return IDLE_LIMIT
  return loggedOut ? MAX_SESSION : LOG_IN_TIMEOUT
}

/** How long they may still stay, however much they do. Not above zero when they may no more, or nobody is logged in. */
export function sessionTimeLeft(
  { identity }: Partial<SessionData>,
  now: Temporal.Instant,
): Temporal.Duration {
  return identity
    ? now.until(Temporal.Instant.from(identity.loggedInAt).add(MAX_SESSION))
    : new Temporal.Duration()
}

/**
 * The browser session. It holds who is logged in, the CSRF secret and unfinished answers; each feature declares its
 * own part. The cookie goes with the browser and is Lax, because Strict would be withheld on the way back from
 * NHS login and on the way in from the NHS App.
 */
export function browserSession(options: {
  store: Store
  secrets: string[]
  https: boolean
  log: Log
}): RequestHandler {
  const handler = session({
    store: options.store,
    secret: options.secrets,
    name: cookieName(options.https),
    resave: false,
    saveUninitialized: false,
    cookie: { secure: options.https, httpOnly: true, sameSite: 'lax', path: '/' },
  })
  return (request, response, next) =>
    handler(request, response, (error?: unknown) => {
      // It is saved as the answer goes out: too late for a page, and Express would print the error as it is.
      if (error && response.headersSent)
        options.log.error({ reference: request.reference, error }, 'session not kept')
      else next(error)
    })
}

export function cookieName(https: boolean): string {
  return https ? '__Host-sid' : 'sid'
}

type Ending = (done: (error?: Error) => void) => void

/** Ends this session and starts another under a new id, empty. */
export function regenerateSession(request: Request): Promise<void> {
  return orAsItWas(request, request.session.regenerate.bind(request.session) as Ending)
}

/** When the store cannot end a session the browser keeps its cookie: whoever lost it could not end it later. */
async function orAsItWas(request: Request, end: Ending): Promise<void> {
  const { session: before, sessionID } = request
  try {
    await promisify(end)()
  } catch (error) {
    Object.assign(request, { session: before, sessionID })
    throw error
  }
}

/** Ends this session. Whoever comes next has another, which knows no more than that somebody logged out here. */
export async function endSession(request: Request): Promise<void> {
  const { loggedOut } = request.session
  await regenerateSession(request)
  if (loggedOut) request.session.loggedOut = true
}

/** Ends this session and tells the browser to forget it; there is no other in its place. */
export async function destroySession(request: Request, response: Response): Promise<void> {
  const https = request.session.cookie.secure === true
  await orAsItWas(request, request.session.destroy.bind(request.session) as Ending)
  forgetCookie(response, https)
}

/** When the browser brought the cookie of a session that is no more, it is told to forget it. */
export function clearExpiredCookie(request: Request, response: Response): void {
  if (!broughtExpiredSession(request)) return
  forgetCookie(response, request.session.cookie.secure === true)
}

function forgetCookie(response: Response, https: boolean): void {
  response.clearCookie(cookieName(https), { path: '/', secure: https, httpOnly: true, sameSite: 'lax' })
}

/** The browser brought the cookie of a session that is no more: it was given another id for this request. */
export function broughtExpiredSession(request: Request): boolean {
  const name = cookieName(request.session.cookie.secure === true)
  const cookies = request.headers.cookie?.split(';').map(cookie => cookie.trim()) ?? []
  const brought = cookies.find(cookie => cookie.startsWith(`${name}=`))
  return brought !== undefined && !brought.includes(request.sessionID)
}

/** For what a browser asks for by itself: that is no use of the session, whose time runs on, and nothing of it is shown. */
export function withoutExtendingSession(request: Request, response: Response): void {
  response.locals.loggedIn = false
  delete (request as Partial<Request>).session
}

/** Tells the browser to forget what it kept of our pages. */
export function clearBrowserData(response: Response): void {
  response.set('Clear-Site-Data', '"cache", "storage"')
}

/**
 * Saves now, so that a redirect is never sent before what it relies on is kept. When a new session cannot be kept the
 * browser is never told its id: whatever the store makes of it later, nobody is logged in by it.
 */
export async function saveSession(request: Request): Promise<void> {
  try {
    await promisify(request.session.save.bind(request.session) as Ending)()
  } catch (error) {
    if (!isBroughtBy(request)) delete (request as Partial<Request>).session
    throw error
  }
}

/** The browser brought the cookie of this very session. */
export function isBroughtBy({ headers, sessionID }: Request): boolean {
  return headers.cookie?.includes(sessionID) === true
}
