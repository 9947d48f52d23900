import { setTimeout as wait } from 'node:timers/promises'
import autocannon, { type Request, type Result } from 'autocannon'
import type { Visitor } from '../operations/visitor.ts'
import { sampleOf, samplesOf } from '../support/metrics.ts'

export interface Load {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Milliseconds of the portal's processor time for one request. */
  cpu: number
}

interface Pace {
  seconds: number
  /** Requests a second; as many as can be answered when it is absent. */
  rate?: number
}

/** All of these visitors open their first appointment again and again, for so many seconds. */
export async function openAppointments(url: string, visitors: readonly Visitor[], pace: Pace): Promise<Load> {
  await noLongerOverloaded(url, visitors)
  return askAgain(
    url,
    visitors.map(visitor => opening(visitor, visitor.appointments[0] ?? '')),
    pace,
  )
}

/** What a visitor's browser sends to open a page. */
export function opening({ headers }: Visitor, path: string): Request {
  return { path, headers: { ...headers, 'Accept-Encoding': 'gzip, deflate, br' } }
}

/** Sends these requests again and again, for so many seconds. */
export async function askAgain(
  url: string,
  requests: readonly Request[],
  { seconds, rate }: Pace,
): Promise<Load> {
  const before = await processorSeconds(url)
  const result: Result = await autocannon({
    url,
    duration: seconds,
    connections: 10,
    ...(rate && { overallRate: rate, connections: 20 }),
    requests: [...requests],
  })
  const { total } = result.requests
  // A machine with much else to do may not answer once in a second.
  if (!total && !result.non2xx && !result.errors && seconds < 60)
    return askAgain(url, requests, { seconds: seconds * 2, ...(rate && { rate }) })
  if (result.non2xx || result.errors || !total)
    throw new Error(
      `${result.non2xx} of ${total} pages were refused, ${result.errors} never came: ${JSON.stringify(result.statusCodeStats)}`,
    )
  return {
    perSecond: total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: (((await processorSeconds(url)) - before) / total) * 1000,
  }
}

/** A machine with much else to do may have the portal send people away for a while: that is no measurement. */
async function noLongerOverloaded(url: string, visitors: readonly Visitor[]): Promise<void> {
  const [visitor] = visitors
  const [path = ''] = visitor?.appointments ?? []
  while ((await visitor?.ask(url, path))?.status === 503) await wait(1000)
}

export async function processorSeconds(url: string): Promise<number> {
  return measured(url, 'process_cpu_seconds_total')
}

/** One of the portal's own metrics. */
export async function measured(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/metrics`)
  return Number(sampleOf(samplesOf(await response.text()), name))
}
