import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { GUID_IN_ANY_CASE } from '../shared/guid.ts'
import { queryOf } from './original-url.ts'

/** Reads FHIR calls from HTTP requests, and sends FHIR responses. */

/** What a caller may send: "any value allowed" (Get Appointments API). */
const ANY_ID = /^[\x20-\x7e]{1,128}$/

/**
 * The headers of a call. A header that was sent twice is undefined: Node would silently use the first of two
 * `Authorization` headers, which may not be the one that a proxy has checked.
 */
export interface FhirCall {
  authorization: string | undefined
  idToken: string | undefined
  correlationId: string | undefined
  /** The values of all parameters `patient:identifier`. */
  patientIdentifiers: string[]
}

/** Stores the caller's correlation id, or a new one in its place, and returns it in the response, also for errors. */
export const readCorrelationId: RequestHandler = (request, response, next) => {
  const id = singleHeader(request, 'x-correlation-id')
  if (id !== undefined && ANY_ID.test(id)) {
    // What we log and give back has the published form, "format: uuid". Any other text could be about a patient.
    request.correlationId = GUID_IN_ANY_CASE.test(id) ? id : randomUUID()
    response.set('X-Correlation-ID', request.correlationId)
  }
  next()
}

export function fhirCall(request: Request): FhirCall {
  return {
    authorization: singleHeader(request, 'authorization'),
    idToken: singleHeader(request, 'nhsd-id-token'),
    correlationId: request.correlationId,
    patientIdentifiers: new URLSearchParams(queryOf(request)).getAll('patient:identifier'),
  }
}

/** Whether the caller accepts FHIR in JSON, the only format there is. */
export function acceptsJson(request: Request): boolean {
  return Boolean(request.accepts(['application/fhir+json', 'application/json']))
}

export function sendFhir(
  response: Response,
  resource: object,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.status(status).set(headers).type('application/fhir+json').send(JSON.stringify(resource))
}

function singleHeader({ headersDistinct }: Request, name: string): string | undefined {
  const [value, ...excess] = headersDistinct[name] ?? []
  return excess.length === 0 ? value : undefined
}
