import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import { ApiPlatform, type SimulatedWayfinderOptions } from './api-platform.ts'
import { type ReceivedEvent, wayfinderEvent } from './reporting-events.ts'

/** A fault that a test makes a service show. `status`: it answers with this status and does nothing else. */
export type Misbehaviour =
  | { status: number; retryAfter?: string; body?: unknown }
  | 'silent'
  | 'hangs-up'
  /** It accepts the request, but its answer is lost. */
  | 'answer-lost'

/** For a body that is too long or not JSON. */
const badBody: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ message: 'the body cannot be read' })
}

const MAX_PER_SECOND = 25
const MAX_BODY_BYTES = 2_000_000
/** The live Record Service accepts 5,000. */
const MAX_RECORDS = 200
const MAX_EVENTS_KEPT = 100_000

/** In the words of the Record Service. */
function faultsOfNumbers(numbers: unknown): string[] {
  if (!Array.isArray(numbers)) return ['"nhsNumbers" must be an array']
  if (numbers.length === 0) return ['"nhsNumbers" must contain at least 1 items']
  if (numbers.length > MAX_RECORDS)
    return [`"nhsNumbers" must contain less than or equal to ${MAX_RECORDS} items`]
  return numbers.flatMap((each, index) => {
    if (/^[1-9][0-9]{9}$/.test(String(each))) return []
    const fault = `with value "${each}" fails to match the required pattern: /^[1-9][0-9]{9}$/`
    return [`"nhsNumbers[${index}]" ${each === '' ? 'is not allowed to be empty' : fault}`]
  })
}

/** The parts of NHS England's Wayfinder that a portal calls: the Reporting Service and the Record Service. */
export class SimulatedWayfinder {
  readonly router: Router = express.Router()
  readonly platform: ApiPlatform
  /** Each event once, even if it was sent repeatedly, in the order of first arrival. */
  readonly events = new Map<string, ReceivedEvent>()
  readonly records = new Set<string>()
  /** Every batch received, whatever the answer: its number of events and its size. */
  readonly batches: { events: number; bytes: number }[] = []
  /** The refused batches. */
  readonly refused: unknown[] = []
  /** For tests: whether the Reporting Service names the wrong event, and the current fault of each service. */
  namesFaults = true
  misbehaves: Partial<Record<'token' | 'reporting' | 'records', Misbehaviour>> = {}
  /** How many requests each service received, whatever the answer. */
  readonly requestCounts = { token: 0, reporting: 0, records: 0 }
  readonly #options: SimulatedWayfinderOptions
  readonly #recent: number[] = []

  constructor(options: SimulatedWayfinderOptions) {
    this.#options = options
    this.platform = new ApiPlatform(options)
    const { router } = this
    router.use('/oauth2/token', this.#misbehave('token'))
    router.use(this.platform.router)
    router.post(
      '/patient-care-aggregator-reporting',
      this.#misbehave('reporting'),
      this.platform.protect,
      express.json({ limit: MAX_BODY_BYTES, strict: false }),
      this.#receiveEvents,
    )
    router.post(
      '/records',
      this.#misbehave('records'),
      express.json({ limit: MAX_BODY_BYTES }),
      this.#receiveRecords,
    )
    router.use(badBody)
    router.get('/wayfinder', (_req, res) => {
      const events = [...this.events.values()]
      const counts = Object.entries(Object.groupBy(events, each => each.EventCode))
      res.render('wayfinder.njk', {
        counts: counts.map(([code, some = []]) => ({ code, count: some.length })),
        latest: events
          .slice(-50)
          .reverse()
          .map(each => ({ code: each.EventCode, text: JSON.stringify(each) })),
        records: [...this.records],
      })
    })
  }

  readonly #receiveEvents: RequestHandler = (req, res) => {
    const correlationId = req.get('X-Correlation-ID') ?? ''
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(correlationId))
      return res.status(400).json({ message: 'X-Correlation-ID must be a GUID' })
    res.set('X-Correlation-ID', correlationId)
    if (req.get('client-id') !== this.#options.reportingClientId)
      return res.status(400).json({ message: 'client-id is not known' })
    if (this.#isTooFast())
      return res.status(429).set('Retry-After', '1').json({ message: 'Too many requests' })
    const given: unknown = req.body
    if (!Array.isArray(given) || given.length === 0)
      return res.status(400).json({ message: 'the body must be an array of at least one event' })
    this.batches.push({ events: given.length, bytes: Number(req.get('Content-Length')) })
    const accepted: ReceivedEvent[] = []
    for (const [index, each] of given.entries()) {
      const read = wayfinderEvent.safeParse(each)
      if (!read.success) {
        const fault = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', ')
        const code = String(Object(each).EventCode)
        this.refused.push(given)
        const which = this.namesFaults ? ` for ${code} event at index [${index}]: ${fault}` : ''
        return res.status(400).json({ message: `validation error${which}` })
      }
      accepted.push(read.data)
    }
    for (const event of accepted)
      if (this.events.size < MAX_EVENTS_KEPT) this.events.set(JSON.stringify(event), event)
    if (this.misbehaves.reporting === 'answer-lost') return req.socket.destroy()
    res.json({ status: 'ok' })
  }

  readonly #receiveRecords: RequestHandler = (req, res) => {
    const { recordKey, recordClientId } = this.#options
    const refuse = (status: number, code: string, data = '') => res.status(status).json({ code, data })
    if (req.get('Authorization') !== `Bearer ${recordKey}`) return refuse(401, 'error.unauthorized')
    const { clientId, nhsNumbers, ...others } = Object(req.body) as Record<string, unknown>
    if (clientId !== recordClientId) return refuse(400, 'error.bad-request', 'clientId mismatch')
    const unknown = Object.keys(others).map(name => `"${name}" is not allowed`)
    const faults = unknown.length > 0 ? unknown : faultsOfNumbers(nhsNumbers)
    if (faults.length > 0) return refuse(400, 'error.bad-request', faults.join('. '))
    for (const each of nhsNumbers as unknown[]) this.records.add(String(each))
    if (this.misbehaves.records === 'answer-lost') return req.socket.destroy()
    res.json({ result: 'success' })
  }

  /** For tests: resets the rate limit. */
  resetRateLimit(): void {
    this.#recent.length = 0
  }

  #isTooFast(): boolean {
    const now = Date.now()
    while (this.#recent[0] !== undefined && this.#recent[0] <= now - 1000) this.#recent.shift()
    return this.#recent.push(now) > MAX_PER_SECOND
  }

  #misbehave(service: 'token' | 'reporting' | 'records'): RequestHandler {
    return (req, res, next) => {
      this.requestCounts[service]++
      const how = this.misbehaves[service]
      if (how === undefined || how === 'answer-lost') return next()
      if (how === 'silent') return
      if (how === 'hangs-up') return req.socket.destroy()
      if (how.retryAfter) res.set('Retry-After', how.retryAfter)
      res.status(how.status).json(how.body ?? {})
    }
  }
}
