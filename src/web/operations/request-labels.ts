import type { Request, Response } from 'express'

/** What a request is called in the log, the metrics and the traces: words of ours, never what a stranger sent. */

const MOUNTED = ['/patient-portal', '/health', '/FHIR/R4']

/** The template of the route that answered, `/assets` for a file, else `none`. */
export function routeOf({ originalUrl, route }: Request): string {
  const path: unknown = route?.path
  if (typeof path !== 'string') return originalUrl.startsWith('/assets/') ? '/assets' : 'none'
  return (MOUNTED.find(place => originalUrl.startsWith(place)) ?? '') + path
}

export function methodOf({ method }: Request): string {
  return ['GET', 'HEAD', 'POST'].includes(method) ? method : 'other'
}

/** `unfinished` where the answer was cut off, by us or by whoever asked. */
export function statusOf(response: Response): string {
  return response.writableFinished ? String(response.statusCode) : 'unfinished'
}
