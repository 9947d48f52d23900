import type { Request, RequestHandler, Response } from 'express'
import { queryOf } from './original-url.ts'

/** What a FHIR call brings and gets, as HTTP carries it. */

/** "Any value allowed" (Get Appointments API): any that a log can hold. */
const CORRELATION_ID = /^[\x20-\x7e]{1,128}$/

/** Each of these must come once. Node keeps the first of two `Authorization`s: whoever adds one must not be missed. */
export interface FhirCall {
  authorization: string | undefined
  idToken: string | undefined
  correlationId: string | undefined
  /** Of every parameter of that name. */
  patientIdentifiers: string[]
}

/** Gives the caller's own name for its call back, whatever becomes of it. */
export const correlated: RequestHandler = (request, response, next) => {
  const id = onlyOne(request, 'x-correlation-id')
  if (id !== undefined && CORRELATION_ID.test(id)) {
    request.correlationId = id
    response.set('X-Correlation-ID', id)
  }
  next()
}

export function fhirCall(request: Request): FhirCall {
  return {
    authorization: onlyOne(request, 'authorization'),
    idToken: onlyOne(request, 'nhsd-id-token'),
    correlationId: request.correlationId,
    patientIdentifiers: new URLSearchParams(queryOf(request)).getAll('patient:identifier'),
  }
}

export function answerFhir(
  response: Response,
  resource: object,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.status(status).set(headers).type('application/fhir+json').send(JSON.stringify(resource))
}

function onlyOne({ headersDistinct }: Request, name: string): string | undefined {
  const [value, ...more] = headersDistinct[name] ?? []
  return more.length === 0 ? value : undefined
}
