import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose'
import { Unavailable } from '../../shared/errors.ts'
import { readUpTo } from '../read-up-to.ts'

/** Milliseconds. */
const WAIT_TIMEOUT = 3000
/** Keys withdrawn by their owner are believed for so long at most. */
const KEPT = 60 * 60 * 1000
/** An unknown key makes us ask again, but however many tokens name one, no more often than this. */
const ASKED_AGAIN_AFTER = 30_000
const MAX_ANSWER_LENGTH = 256 * 1024

/**
 * The keys somebody publishes, asked for when first needed and kept. Throws {@link Unavailable} where they cannot be
 * had: nothing can then be said of a token, so nobody is told that theirs is bad.
 */
export function keySet(url: string): JWTVerifyGetKey {
  const published = createRemoteJWKSet(new URL(url), {
    timeoutDuration: WAIT_TIMEOUT,
    cacheMaxAge: KEPT,
    cooldownDuration: ASKED_AGAIN_AFTER,
    [customFetch]: boundedFetch,
  })
  return async (header, token) => {
    try {
      return await published(header, token)
    } catch (error) {
      if (isOfTheToken(error)) throw error
      throw new Unavailable()
    }
  }
}

function isOfTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}

const boundedFetch: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options)
  return new Response(await readUpTo(MAX_ANSWER_LENGTH, response), { status: response.status })
}
