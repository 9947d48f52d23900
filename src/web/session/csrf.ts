import { hash, randomBytes } from 'node:crypto'
import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import { Forbidden } from '../../shared/errors.ts'

const { csrfSynchronisedProtection, generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (request: Request) => {
    const token: unknown = request.body?._csrf
    return typeof token === 'string' ? unmasked(token) : ''
  },
  size: 32,
})

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses forms from other sites. It checks Sec-Fetch-Site, or in older browsers Origin or Referer. Our no-referrer
 * policy makes browsers send `Origin: null` for our own forms, so "null" is accepted here and {@link formToken}
 * decides.
 */
export function sameOriginForms(ownOrigin: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Sec-Fetch-Site')
    const site = request.get('Sec-Fetch-Site')
    const source = site ? undefined : (request.get('Origin') ?? request.get('Referer'))
    const isCrossSite = site
      ? site !== 'same-origin' && site !== 'none'
      : source && source !== 'null' && originOf(source) !== ownOrigin
    // Set before the check, because the error page also has a form, to log out. All forms of a page share one masked
    // token. Without a session there is no token.
    let token: string | undefined
    response.locals.csrfToken = () => {
      if (request.session) token ??= masked(generateToken(request))
      return token ?? ''
    }
    let mark: string | undefined
    response.locals.sessionMark = () => {
      if (request.session) mark ??= markOf(generateToken(request))
      return mark ?? ''
    }
    if (isCrossSite && !SAFE.has(request.method)) throw new Forbidden()
    next()
  }
}

/** Checks the token that ties a form to its session. Must run before every page with a form. */
export const formToken: RequestHandler = csrfSynchronisedProtection

/** Whether the form was made by a page of this session. */
export function hasValidToken(request: Request): boolean {
  return isRequestValid(request)
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

/** A hash of the token that identifies the session to our scripts and cannot be used to send a form. */
export function markOf(token: string | null | undefined): string {
  return token ? hash('sha256', token, 'base64url') : ''
}

/**
 * Masks the token with a different random value for each page. Otherwise an attacker could guess it from the length of
 * the compressed page, which is shorter when a guess on the page equals part of the token (BREACH).
 */
function masked(token: string): string {
  const bytes = Buffer.from(token, 'hex')
  const mask = randomBytes(bytes.length)
  return Buffer.concat([mask, xor(bytes, mask)]).toString('base64url')
}

function unmasked(maskedToken: string): string {
  const bytes = Buffer.from(maskedToken, 'base64url')
  const half = bytes.length / 2
  return xor(bytes.subarray(half), bytes.subarray(0, half)).toString('hex')
}

function xor(bytes: Buffer, mask: Buffer): Buffer {
  return bytes.map((byte, index) => byte ^ (mask[index] ?? 0)) as Buffer
}
