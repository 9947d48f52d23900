import { setTimeout as wait } from 'node:timers/promises'
import { type Request, type RequestHandler, Router } from 'express'
import type { Aggregator } from '../gateways/aggregator/aggregator.ts'
import type { Services } from '../services.ts'
import { answerFhir, fhirCall } from '../web/fhir.ts'
import { searchset } from './bundle.ts'
import { checkCaller } from './caller-checks.ts'
import { Refusal } from './operation-outcome.ts'
import type { Search } from './search.ts'
import { searchAppointments } from './search-appointments.ts'

interface Limits {
  /** Milliseconds that an answer may take. */
  aggregatorPatience: number
}

/** Letters and questionnaires are not in the portal yet. */
const EMPTY = ['DocumentReference', 'Task']

/** Wayfinder's Get Appointments API, by which the NHS App lists what we hold. */
export function getAppointmentsApi(
  services: Services,
  aggregator: Aggregator,
  { aggregatorPatience }: Limits,
): Router {
  const { baseUrl, recordDisclosure } = services
  const searches = [searchAppointments(services)]

  const router = Router({ caseSensitive: true, strict: true })
  for (const search of searches) router.route(`/${search.resourceType}`).get(answering(search)).all(onlyGet)
  for (const resourceType of EMPTY) router.route(`/${resourceType}`).get(answering()).all(onlyGet)
  return router

  function answering(search?: Search): RequestHandler {
    return async (request, response) => {
      const over = new AbortController()
      const late = wait(aggregatorPatience, undefined, { ref: false, signal: over.signal })
      const answer = await Promise.race([found(search, request), late]).finally(() => over.abort())
      if (!answer)
        throw new Refusal(504, 'exception', 'The answer could not be given in time. Try again in a moment.')
      answerFhir(response, answer)
    }
  }

  /** Written down before it is given. */
  async function found(search: Search | undefined, request: Request) {
    const call = fhirCall(request)
    const { actor, nhsNumber } = await checkCaller({ ...services, aggregator }, call)
    const resources = search && actor ? await search.find({ actor, nhsNumber, request }) : []
    if (search && actor) {
      const { action, subject } = search.shows
      await recordDisclosure(actor, { action, subject: subject(resources) })
    }
    return searchset(resources, { baseUrl, correlationId: call.correlationId ?? '' })
  }
}

const onlyGet: RequestHandler = () => {
  throw new Refusal(405, 'not-supported', 'Only GET is supported here.', {
    headers: { Allow: 'GET, HEAD' },
  })
}
