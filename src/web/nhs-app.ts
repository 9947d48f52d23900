import type { IncomingMessage } from 'node:http'
import type { RequestHandler, Response } from 'express'

declare module 'express-session' {
  interface SessionData {
    /** The patient came from the NHS App on a computer, which sends no special header. Affects only the layout. */
    fromNhsApp?: true
  }
}

/**
 * In the address of the page that a link of the NHS App opened on a phone. The back link of that page leads to the app. It
 * is not in the session, because each tab has its own.
 */
const OPENED_BY = 'opened-by'

/**
 * Sets whether the page is shown inside the NHS App. The app for phones identifies itself in the user agent; elsewhere
 * the link or the session says so. A visitor can fake both, so this may affect the layout and links but never access.
 * It runs before the session middleware, for error pages without a session, and again after it.
 */
export const insideNhsApp: RequestHandler = (request, response, next) => {
  const onPhone = isNhsAppPhone(request)
  response.locals.onNhsAppPhone = onPhone
  response.locals.openedByNhsApp = onPhone && request.query[OPENED_BY] === 'nhs-app'
  response.locals.insideNhsApp =
    onPhone || request.query.from === 'nhsApp' || request.session?.fromNhsApp === true
  next()
}

/** Whether the NHS App on a phone shows the page, according to its user agent. */
export function isOnNhsAppPhone(response: Response): boolean {
  return response.locals.onNhsAppPhone === true
}

export function isNhsAppPhone({ headers }: IncomingMessage): boolean {
  return /\bnhsapp-(ios|android)\//i.test(headers['user-agent'] ?? '')
}

/** The URL of the app's script for phones. Phones cache it for a year; to get a newer script, change the date. */
export function nhsAppScript(nhsAppUrl: string): string {
  return new URL('/js/v2/nhsapp.js?v=2026-05-21', nhsAppUrl).href
}

/** For a log-in that was started inside the NHS App, until its session says so. */
export function showInsideNhsApp(response: Response): void {
  response.locals.insideNhsApp = true
}

/** The address of a page that a link of the NHS App opens, marked on a phone. The home page always leads to the app. */
export function openedByNhsApp(address: string, response: Response): string {
  if (!isOnNhsAppPhone(response) || address === '/patient-portal') return address
  return `${address}${address.includes('?') ? '&' : '?'}${OPENED_BY}=nhs-app`
}

/** For a redirect: the new address is marked if the old one is. */
export function stillOpenedByNhsApp(address: string, response: Response): string {
  return response.locals.openedByNhsApp === true ? openedByNhsApp(address, response) : address
}

export function isInsideNhsApp(response: Response): boolean {
  return response.locals.insideNhsApp === true
}
