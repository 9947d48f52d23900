import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/**
 * How a log-in attempt ended: success, a failure of NHS login, a reason why the patient may not use the portal, or a
 * request that belongs to no log-in of its browser.
 */
const LOG_IN_OUTCOMES = [
  'success',
  'consent-not-given',
  'single-sign-on-failed',
  'for-someone-else',
  'prove-identity',
  'try-again',
  'refused',
  'no-record',
  'details-differ',
  'under-16',
  'not-online',
  'call-us',
  // Anyone can send these without NHS login, so they must not raise or hide an alert.
  'unknown-callback',
  'malformed-link',
] as const

/** Why a stored file could not be read. */
export const FILE_FAULTS = ['missing', 'unknown-key', 'changed', 'no-folder'] as const

type LogInOutcome = (typeof LOG_IN_OUTCOMES)[number]

export type Metrics = ReturnType<typeof createMetrics>

/** The metrics of one process. Label values are fixed words of ours: route templates, statuses and outcomes. */
export function createMetrics(version: string) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  new Gauge({
    name: 'portal_build_info',
    help: 'Always 1. The label is the running release.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)

  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by method, route template and status.',
    labelNames: ['method', 'route', 'status'],
    // Include our targets: 95% within 0.5 seconds, 99% within 2 seconds, and for the aggregator 95% within 0.4.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 1, 2, 5, 10],
    registers,
  })

  const logIns = new Counter({
    name: 'portal_log_ins_total',
    help: 'Log-in attempts by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  // Start at 0, so that Prometheus sees the first count of each outcome as an increase.
  for (const outcome of LOG_IN_OUTCOMES) logIns.inc({ outcome }, 0)

  const deepLinks = new Counter({
    name: 'portal_deep_links_total',
    help: 'Launches by a link of the NHS App, with an asserted identity or without.',
    labelNames: ['asserted'],
    registers,
  })
  for (const asserted of ['yes', 'no']) deepLinks.inc({ asserted }, 0)

  const leftOut = new Counter({
    name: 'portal_fhir_resources_left_out_total',
    help: 'Invalid resources that were left out of responses to the aggregator.',
    labelNames: ['resource'],
    registers,
  })
  for (const resource of ['Appointment', 'DocumentReference', 'Task']) leftOut.inc({ resource }, 0)

  const fileFaults = new Counter({
    name: 'portal_file_faults_total',
    help: 'Stored files that could not be read, by reason.',
    labelNames: ['reason'],
    registers,
  })
  for (const reason of FILE_FAULTS) fileFaults.inc({ reason }, 0)

  return {
    registry,
    requests,
    countLeftOut: (resource: 'Appointment' | 'DocumentReference' | 'Task') => leftOut.inc({ resource }),
    countDeepLink: (asserted: boolean) => deepLinks.inc({ asserted: asserted ? 'yes' : 'no' }),
    countFileFault: (reason: (typeof FILE_FAULTS)[number]) => fileFaults.inc({ reason }),
    countLogIn: (outcome: LogInOutcome) => logIns.inc({ outcome }),
  }
}
