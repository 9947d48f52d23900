import type { IncomingMessage } from 'node:http'
import type { RequestHandler, Response } from 'express'

declare module 'express-session' {
  interface SessionData {
    /** Came from the NHS App on a computer, which no browser header tells. For looks only. */
    fromNhsApp?: true
  }
}

/**
 * Is this page shown inside the NHS App? Its phones say so in the browser's name; other parts may follow theirs.
 * Anyone can claim it: it decides how a page looks and where it sends people back to, never what they may see.
 * Asked before there is a session, for the page that says there can be none, and again with it.
 */
export const insideNhsApp: RequestHandler = (request, response, next) => {
  const onPhone = comesFromPhone(request)
  response.locals.onNhsAppPhone = onPhone
  response.locals.insideNhsApp =
    onPhone || request.query.from === 'nhsApp' || request.session?.fromNhsApp === true
  next()
}

/** Shown by the NHS App of a phone, as far as its browser says. */
export function isOnNhsAppPhone(response: Response): boolean {
  return response.locals.onNhsAppPhone === true
}

/** What the browser's name says. */
export function comesFromPhone({ headers }: IncomingMessage): boolean {
  return /\bnhsapp-(ios|android)\//i.test(headers['user-agent'] ?? '')
}

/** The app's own script, for its phones only. Phones may keep it for a year: a new date gets the functions of that day. */
export function nhsAppScript(nhsAppUrl: string): string {
  return new URL('/js/v2/nhsapp.js?v=2026-05-21', nhsAppUrl).href
}

export function isInsideNhsApp(response: Response): boolean {
  return response.locals.insideNhsApp === true
}
