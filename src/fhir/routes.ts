import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Request, type RequestHandler, Router } from 'express'
import type { Aggregator } from '../gateways/aggregator/aggregator.ts'
import type { Services } from '../services.ts'
import { answerFhir, fhirCall } from '../web/fhir.ts'
import { fhirAppointment } from './appointment.ts'
import { appointmentShape } from './appointment-shape.ts'
import { searchset } from './bundle.ts'
import { type Asked, checkCaller } from './caller-checks.ts'
import { dropInvalidResources } from './drop-invalid-resources.ts'
import { Refusal } from './operation-outcome.ts'

interface Limits {
  /** Milliseconds that an answer may take. */
  aggregatorPatience: number
}

type Resource = { resourceType: string; id: string }
type Search = (asked: Asked, request: Request) => Promise<Resource[]>

/** Wayfinder's Get Appointments API, by which the NHS App lists what we hold. */
export function getAppointmentsApi(
  services: Services,
  aggregator: Aggregator,
  { aggregatorPatience }: Limits,
): Router {
  const { appointments, baseUrl, log, metrics } = services

  const searches: Record<string, Search> = {
    async '/Appointment'({ nhsNumber, patientId }, request) {
      if (!patientId) return []
      const list = await appointments.listAll({ kind: 'aggregator', patientId })
      const to = { nhsNumber, baseUrl, trackingId: trackingId(request) }
      const resources = list.map(appointment => fhirAppointment(appointment, to))
      return dropInvalidResources(resources, appointmentShape, { log, metrics, request })
    },
    // Nobody's letters or questionnaires are in the portal yet.
    '/DocumentReference': async () => [],
    '/Task': async () => [],
  }

  const router = Router({ caseSensitive: true, strict: true })
  for (const [address, search] of Object.entries(searches))
    router.route(address).get(answering(search)).all(onlyGet)
  return router

  function answering(search: Search): RequestHandler {
    return async (request, response) => {
      const over = new AbortController()
      const late = wait(aggregatorPatience, undefined, { ref: false, signal: over.signal })
      const answer = await Promise.race([found(search, request), late]).finally(() => over.abort())
      if (!answer)
        throw new Refusal(504, 'exception', 'The answer could not be given in time. Try again in a moment.')
      answerFhir(response, answer)
    }
  }

  async function found(search: Search, request: Request) {
    const call = fhirCall(request)
    const asked = await checkCaller({ ...services, aggregator }, call)
    const resources = await search(asked, request)
    return searchset(resources, { baseUrl, correlationId: call.correlationId ?? '' })
  }
}

const onlyGet: RequestHandler = () => {
  throw new Refusal(405, 'not-supported', 'Only GET is supported here.', {
    headers: { Allow: 'GET, HEAD' },
  })
}

/** The call's own id, which the reporting service wants to be a GUID. */
function trackingId({ correlationId = '' }: Request): string {
  const lowerCase = correlationId.toLowerCase()
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lowerCase) ? lowerCase : randomUUID()
}
