import { hash } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import { TooManyRequests, Unavailable } from '../shared/errors.ts'
import { networkOf } from './network.ts'

/** The requests that are counted. `src/runtime/rate-limiters.ts` sets the limits. */
export interface RateLimits {
  /** All requests from one network. */
  address: RateLimiterAbstract
  /** Log-ins started and finished from one network. */
  logIn: RateLimiterAbstract
  /** All requests of one patient. */
  patient: RateLimiterAbstract
  /** All forms that one patient sends. */
  change: RateLimiterAbstract
  /** Requests of one client of the FHIR API. */
  fhir: RateLimiterAbstract
}

export function limitAddress({ address }: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    await count(address, networkOf(request.ip))
    next()
  }
}

/** Must run after `requirePatient` and before the page. */
export function limitPatient({ patient, change }: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    const patientId = request.session.identity?.patientId ?? ''
    await count(patient, patientId)
    if (request.method === 'POST') await count(change, patientId)
    next()
  }
}

/** The same limits for a member of staff. Must run after `requireStaff` and before the page. */
export function limitStaff({ patient, change }: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    const key = `staff ${request.session.staff?.userId}`
    await count(patient, key)
    if (request.method === 'POST') await count(change, key)
    next()
  }
}

/** Counts a form that a patient sent after their session had ended. */
export function limitLateForm({ change }: RateLimits, patientId: string): Promise<void> {
  return count(change, patientId)
}

/** Counts the start and the end of a log-in, so that an attacker cannot try many identities. */
export function limitLogIn({ logIn }: RateLimits, request: Request): Promise<void> {
  return count(logIn, networkOf(request.ip))
}

export function limitFhir({ fhir }: RateLimits, clientId: string): Promise<void> {
  return count(fhir, clientId)
}

/** Throws {@link TooManyRequests}, or {@link Unavailable} when counting fails and has no fallback. */
async function count(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    // Hashed, so that the store does not reveal patient ids or addresses.
    await limiter.consume(hash('sha256', key))
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes)
      throw new TooManyRequests(Math.ceil(rejection.msBeforeNext / 1000))
    throw new Unavailable()
  }
}
