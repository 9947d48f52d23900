import type { Request, Response } from 'express'
import { type Area, areaOf, COOKIES } from './area.ts'

/** Whether cookies are sent only over HTTPS, as always in production. */
export function isHttps({ session }: Request): boolean {
  return session.cookie.secure === true
}

export function cookieName(https: boolean, area: Area = 'patient'): string {
  const { prefix, session } = COOKIES[area]
  return https ? prefix + session : session
}

/** Clears the session cookie when its session has ended. */
export function clearExpiredCookie(request: Request, response: Response): void {
  if (!hasExpiredSessionCookie(request)) return
  clearSessionCookie(response, isHttps(request), areaOf(request))
}

export function clearSessionCookie(response: Response, https: boolean, area: Area): void {
  const { path } = COOKIES[area]
  response.clearCookie(cookieName(https, area), { path, secure: https, httpOnly: true, sameSite: 'lax' })
}

/** The cookies that the browser sent, each as `name=value`. */
export function cookiesOf({ headers }: Request): string[] {
  return (headers.cookie ?? '').split(';').map(cookie => cookie.trim())
}

/** Whether the browser sent the cookie of a session that has ended. The request then has a new session id. */
export function hasExpiredSessionCookie(request: Request): boolean {
  const id = sentSessionId(request)
  return id !== undefined && id !== request.sessionID
}

/** The session id in the cookie that the browser sent. Its signature is not checked: the id is secret enough. */
export function sentSessionId(request: Request): string | undefined {
  const name = cookieName(isHttps(request), areaOf(request))
  const sessionCookie = cookiesOf(request).find(cookie => cookie.startsWith(`${name}=`))
  // The value is `s:`, the id, a dot and the signature, with the colon escaped.
  return sessionCookie
    ?.slice(name.length + 1)
    .replace(/^s(%3A|:)/i, '')
    .split('.')[0]
}

/** Whether the browser sent the cookie of the current session. */
export function hasSessionCookie({ headers, sessionID }: Request): boolean {
  return headers.cookie?.includes(sessionID) === true
}
