import { hash } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import { TooManyRequests, Unavailable } from '../shared/errors.ts'
import { networkOf } from './network.ts'

/** What is counted; how much is allowed stands in `src/runtime/rate-limiters.ts`. */
export interface RateLimits {
  /** Every page asked for from one network. */
  address: RateLimiterAbstract
  /** Log-ins begun and finished from one network. */
  logIn: RateLimiterAbstract
  /** Every page one patient asks for. */
  patient: RateLimiterAbstract
  /** Every form one patient sends. */
  change: RateLimiterAbstract
  /** What one client of the FHIR API asks for in a second. */
  fhir: RateLimiterAbstract
}

export function limitAddress({ address }: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    await count(address, networkOf(request.ip))
    next()
  }
}

/** Stands behind `requirePatient`, before anything is done for the patient. */
export function limitPatient({ patient, change }: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    const person = request.session.identity?.patientId ?? ''
    await count(patient, person)
    if (request.method === 'POST') await count(change, person)
    next()
  }
}

/** Counts a log-in begun or finished: nobody tries one identity after another. */
export function limitLogIn({ logIn }: RateLimits, request: Request): Promise<void> {
  return count(logIn, networkOf(request.ip))
}

export function limitFhir({ fhir }: RateLimits, clientId: string): Promise<void> {
  return count(fhir, clientId)
}

/** Throws {@link TooManyRequests}, or {@link Unavailable} where it must be counted and cannot be. */
async function count(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    // Whose count it is can be told from the key by nobody who reads the store.
    await limiter.consume(hash('sha256', key))
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new TooManyRequests(Math.ceil(refusal.msBeforeNext / 1000))
    throw new Unavailable()
  }
}
