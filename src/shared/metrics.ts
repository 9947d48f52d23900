import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** How a try to log in ended: who came in, why NHS login could not say who it is, why nothing may be shown to them. */
const LOG_IN_OUTCOMES = [
  'success',
  'consent-not-given',
  'single-sign-on-failed',
  'try-again',
  'refused',
  'no-record',
  'details-differ',
  'under-16',
  'not-online',
  'call-us',
] as const

type LogInOutcome = (typeof LOG_IN_OUTCOMES)[number]

export type Metrics = ReturnType<typeof createMetrics>

/** What one copy of the portal counts about itself. Labels are words of ours: templates, statuses and outcomes. */
export function createMetrics(version: string) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  new Gauge({
    name: 'portal_build_info',
    help: 'Always 1; its label is the release that runs.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)

  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests answered, by method, route template and status.',
    labelNames: ['method', 'route', 'status'],
    // Our promises are told from these: 95 of 100 within 0.5 seconds, 99 within 2; the aggregator's within 0.4.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 1, 2, 5, 10],
    registers,
  })

  const logIns = new Counter({
    name: 'portal_log_ins_total',
    help: 'Tries to log in, by how they ended.',
    labelNames: ['outcome'],
    registers,
  })
  // Known from the start, so that the first of its kind is seen as an increase.
  for (const outcome of LOG_IN_OUTCOMES) logIns.inc({ outcome }, 0)

  const leftOut = new Counter({
    name: 'portal_fhir_resources_left_out_total',
    help: 'Resources that the aggregator was not sent, because it would have dropped the whole answer for them.',
    labelNames: ['resource'],
    registers,
  })
  leftOut.inc({ resource: 'Appointment' }, 0)

  return {
    registry,
    requests,
    countLeftOut: (resource: 'Appointment') => leftOut.inc({ resource }),
    countLogIn: (outcome: LogInOutcome) => logIns.inc({ outcome }),
  }
}
