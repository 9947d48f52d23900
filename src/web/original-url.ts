import type { Request } from 'express'

/**
 * The address asked for, with its query, from our own path on. A request line may hold a whole address, of any host:
 * kept as it came, it would later send the patient there.
 */
export function localUrlOf({ baseUrl, originalUrl }: Request): string {
  return originalUrl.slice(originalUrl.indexOf(baseUrl))
}

/** The query as it came, with its question mark, or nothing. */
export function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?')
  return start < 0 ? '' : originalUrl.slice(start)
}
