import type { Request } from 'express'

/**
 * The requested path and query. A request line may contain a full URL of any host. This removes the host, so that the
 * result is safe for a redirect.
 */
export function localUrlOf({ baseUrl, originalUrl }: Request): string {
  return originalUrl.slice(originalUrl.indexOf(baseUrl))
}

/** The unparsed query with its question mark, or an empty string. */
export function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?')
  return start < 0 ? '' : originalUrl.slice(start)
}
