import type { Request, Response } from 'express'

/** Labels of a request for the log, metrics and traces. They have fixed values, never text that a visitor sent. */

const MOUNT_PATHS = ['/patient-portal', '/staff', '/health', '/FHIR/R4']

/** The template of the route that handled the request, `/assets` for a file, else `none`. */
export function routeOf({ originalUrl, route }: Request): string {
  const path: unknown = route?.path
  if (typeof path !== 'string') return originalUrl.startsWith('/assets/') ? '/assets' : 'none'
  return (MOUNT_PATHS.find(mountPath => originalUrl.startsWith(mountPath)) ?? '') + path
}

export function methodOf({ method }: Request): string {
  return ['GET', 'HEAD', 'POST'].includes(method) ? method : 'other'
}

/** `unfinished` when we or the client closed the connection before the end of the response. */
export function statusOf(response: Response): string {
  return response.writableFinished ? String(response.statusCode) : 'unfinished'
}
