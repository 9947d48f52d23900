import { setTimeout as wait } from 'node:timers/promises'
import { type Request, type RequestHandler, Router } from 'express'
import type { Aggregator } from '../gateways/aggregator/aggregator.ts'
import type { Services } from '../services.ts'
import { acceptsJson, fhirCall, sendFhir } from '../web/fhir.ts'
import { searchset } from './bundle.ts'
import { checkCaller } from './caller-checks.ts'
import { capabilityStatement } from './capability-statement.ts'
import { Refusal } from './operation-outcome.ts'
import type { Search } from './search.ts'
import { searchAppointments } from './search-appointments.ts'
import { searchLetters } from './search-letters.ts'
import { searchQuestionnaires } from './search-questionnaires.ts'

interface Limits {
  /** Milliseconds. */
  aggregatorTimeout: number
}

/** Wayfinder's Get Appointments API, which the NHS App uses to list our appointments. */
export function getAppointmentsApi(
  services: Services,
  aggregator: Aggregator,
  { aggregatorTimeout }: Limits,
  /** Which of them the portal has. The list of what it has not is empty. */
  { hasLetters, hasQuestionnaires }: { hasLetters: boolean; hasQuestionnaires: boolean },
): Router {
  const { baseUrl, recordDisclosure } = services
  const searches = [
    searchAppointments(services),
    ...(hasLetters ? [searchLetters(services)] : []),
    ...(hasQuestionnaires ? [searchQuestionnaires(services)] : []),
  ]
  const empty = [...(hasLetters ? [] : ['DocumentReference']), ...(hasQuestionnaires ? [] : ['Task'])]

  const router = Router({ caseSensitive: true, strict: true })
  router.use(onlyJson)
  const types = [...searches.map(search => search.resourceType), ...empty]
  router
    .route('/metadata')
    .get((_request, response) => sendFhir(response, capabilityStatement(types, baseUrl)))
    .all(onlyGet)
  for (const search of searches) router.route(`/${search.resourceType}`).get(handle(search)).all(onlyGet)
  for (const resourceType of empty) router.route(`/${resourceType}`).get(handle()).all(onlyGet)
  return router

  function handle(search?: Search): RequestHandler {
    return async (request, response) => {
      const finished = new AbortController()
      const timeout = wait(aggregatorTimeout, undefined, { ref: false, signal: finished.signal })
      const bundle = await Promise.race([run(search, request), timeout]).finally(() => finished.abort())
      if (!bundle) throw new Refusal(504, 'exception', 'Gateway Timeout')
      sendFhir(response, bundle)
    }
  }

  async function run(search: Search | undefined, request: Request) {
    const call = fhirCall(request)
    const { actor, nhsNumber } = await checkCaller({ ...services, aggregator }, call)
    const resources = search && actor ? await search.find({ actor, nhsNumber, request }) : []
    if (search && actor) {
      // Audited before the response is sent.
      const { action, subject } = search.shows
      await recordDisclosure(actor, { action, subject: subject(resources) })
    }
    return searchset(resources, { baseUrl, correlationId: call.correlationId ?? '' })
  }
}

const onlyJson: RequestHandler = (request, _response, next) => {
  if (!acceptsJson(request))
    throw new Refusal(406, 'not-supported', 'Only application/fhir+json is given here.')
  next()
}

const onlyGet: RequestHandler = () => {
  throw new Refusal(405, 'not-supported', 'Only GET is supported here.', {
    headers: { Allow: 'GET, HEAD' },
  })
}
