import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose'
import { Unavailable } from '../../shared/errors.ts'
import { readUpTo } from '../read-up-to.ts'

/** Milliseconds, as all times here. */
const FETCH_TIMEOUT = 3000
/** The longest time that we accept a key after its owner has withdrawn it. */
const MAX_AGE = 60 * 60 * 1000
/** An unknown key causes a new request, but not more often than this, however many tokens name unknown keys. */
const MIN_REFETCH_INTERVAL = 30_000
/** Bytes. */
const MAX_RESPONSE_LENGTH = 256 * 1024

/**
 * The published keys of an issuer, fetched on first use and cached. Throws {@link Unavailable} when they cannot be
 * fetched, because the token may still be valid.
 */
export function keySet(url: string): JWTVerifyGetKey {
  const remoteKeys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: FETCH_TIMEOUT,
    cacheMaxAge: MAX_AGE,
    cooldownDuration: MIN_REFETCH_INTERVAL,
    [customFetch]: boundedFetch,
  })
  return async (header, token) => {
    try {
      return await remoteKeys(header, token)
    } catch (error) {
      if (isTokenError(error)) throw error
      throw new Unavailable()
    }
  }
}

function isTokenError(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}

const boundedFetch: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options)
  return new Response(await readUpTo(MAX_RESPONSE_LENGTH, response), { status: response.status })
}
