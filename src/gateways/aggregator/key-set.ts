import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { Unavailable } from '../../shared/errors.ts'
import { type Fetched, PacedDocument } from '../paced-document.ts'
import { readUpTo } from '../read-up-to.ts'

/** Milliseconds. */
const FETCH_TIMEOUT = 3000
/** Bytes. */
const MAX_RESPONSE_LENGTH = 256 * 1024
/** A limit for what strangers can make us remember, and for how often they can make us say that we do not know yet. */
const MAX_UNKNOWN = 100

interface Keys {
  text: string
  ids: readonly unknown[]
  find: JWTVerifyGetKey
}

/**
 * The published keys of an issuer, fetched on first use and cached. Throws {@link Unavailable} when they cannot be
 * fetched, or when a key is unknown and it is too soon to fetch again, because the token may be valid.
 */
export function keySet(url: string): JWTVerifyGetKey {
  const published = new PacedDocument<Keys>((one, other) => one.text === other.text)
  let latest: Fetched<Keys> | undefined
  /** Ids of keys that were withdrawn, or not there when the keys were fetched after the first token with this id. */
  const unknown = new Set<unknown>()
  /** How often a key was unknown since the keys were fetched. */
  let undecided = 0

  return async (header, token) => {
    await fetchIfNeeded(false)
    const before = latest
    try {
      return await find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || unknown.has(header.kid)) throw error
    }
    await fetchIfNeeded(true)
    try {
      return await find(header, token)
    } catch (error) {
      if (latest === before && ++undecided <= MAX_UNKNOWN) throw new Unavailable()
      if (latest !== before && unknown.size < MAX_UNKNOWN) unknown.add(header.kid)
      throw error
    }
  }

  async function find(...[header, token]: Parameters<JWTVerifyGetKey>) {
    if (!latest) throw new Unavailable()
    return latest.document.find(header, token)
  }

  async function fetchIfNeeded(renew: boolean) {
    const fetched = await published
      .get(() => fetchKeys(url), { renew })
      .catch(() => {
        throw new Unavailable()
      })
    if (fetched === latest) return
    undecided = 0
    if (fetched.document.text !== latest?.document.text) {
      unknown.clear()
      for (const id of latest?.document.ids ?? []) if (!fetched.document.ids.includes(id)) unknown.add(id)
    }
    latest = fetched
  }
}

async function fetchKeys(url: string): Promise<Keys> {
  const signal = AbortSignal.timeout(FETCH_TIMEOUT)
  const response = await fetch(url, { headers: { Accept: 'application/json' }, redirect: 'manual', signal })
  const text = await (await readUpTo(MAX_RESPONSE_LENGTH, response)).text()
  if (response.status !== 200) throw new Error('The keys could not be fetched')
  const keys: JSONWebKeySet = JSON.parse(text)
  return { text, find: createLocalJWKSet(keys), ids: keys.keys.map(({ kid }) => kid) }
}
