import { hash, randomBytes } from 'node:crypto'
import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import { Forbidden } from '../../shared/errors.ts'

const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (request: Request) => {
    const token: unknown = request.body?._csrf
    return typeof token === 'string' ? unmasked(token) : ''
  },
  size: 32,
})

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Against forms sent from elsewhere, the first two of three layers: what the browser says of the request's site, else
 * where it says the form came from. Our own no-referrer policy makes browsers send `Origin: null` with our own forms,
 * so "null" says nothing and leaves it to the third, {@link formToken}.
 */
export function sameOriginForms(ownOrigin: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Sec-Fetch-Site')
    const site = request.get('Sec-Fetch-Site')
    const from = site ? undefined : (request.get('Origin') ?? request.get('Referer'))
    const elsewhere = site
      ? site !== 'same-origin' && site !== 'none'
      : from && from !== 'null' && originOf(from) !== ownOrigin
    // First, because the page that refuses has a form too: log out.
    // Where the session was lost on the way there is no token to give. All forms of one page have it under one mask.
    let token: string | undefined
    response.locals.csrfToken = () => {
      if (!request.session) return ''
      token ??= masked(generateToken(request))
      return token
    }
    response.locals.sessionMark = () => (request.session ? markOf(generateToken(request)) : '')
    if (elsewhere && !SAFE.has(request.method)) throw new Forbidden()
    next()
  }
}

/** The third: every form carries the token tied to its session. Stands before every page that can be submitted. */
export const formToken: RequestHandler = csrfSynchronisedProtection

/** The token of the session's forms, made if there is none yet. */
export const newFormToken: (request: Request) => string = request => generateToken(request)

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined
}

/** Tells the pages of one session from another's, and opens nothing: a hash of its token. */
export function markOf(token: string | null | undefined): string {
  return token ? hash('sha256', token, 'base64url') : ''
}

/**
 * Pages are sent compressed, and how long one becomes tells whether a guess in it is repeated elsewhere in it (BREACH).
 * So no two pages hold the same token: each has it under a mask of its own, random and as long as the token.
 */
function masked(token: string): string {
  const bytes = Buffer.from(token, 'hex')
  const mask = randomBytes(bytes.length)
  return Buffer.concat([mask, combined(bytes, mask)]).toString('base64url')
}

function unmasked(sent: string): string {
  const bytes = Buffer.from(sent, 'base64url')
  const half = bytes.length / 2
  return combined(bytes.subarray(half), bytes.subarray(0, half)).toString('hex')
}

function combined(bytes: Buffer, mask: Buffer): Buffer {
  return bytes.map((byte, index) => byte ^ (mask[index] ?? 0)) as Buffer
}
