import { type DestinationStream, pino } from 'pino'
import { scrub } from './scrub.ts'

/** All that is ever logged beside a sentence of ours: fixed words, route templates, counts, ids of requests. */
const FACTS = [
  'reference',
  /** The aggregator's name for its call. */
  'correlationId',
  'event',
  'method',
  'route',
  'status',
  'finished',
  'milliseconds',
  'events',
  'failure',
  'reason',
  'outboxEvent',
  /** Our id of an appointment that could not be sent. */
  'resource',
  'kind',
  'attempts',
  'port',
  'error',
] as const

export type Facts = Partial<Record<(typeof FACTS)[number], unknown>>

interface Write {
  (sentence: string): void
  (facts: Facts, sentence: string): void
}

export type Log = Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', Write>

/**
 * Structured lines on standard output. Callers pass allow-listed facts only, and what is not on the list is dropped;
 * never an address as it came, a name, a number of a person, or a message from outside. Errors are reduced to their
 * kind and where they were thrown, since their text may quote what a patient typed. The line as a whole is scrubbed.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    serializers: { error: reduced },
    formatters: { log: allowed },
    hooks: { streamWrite: scrub },
  }
  return destination ? pino(options, destination) : pino(options)
}

function allowed(given: Record<string, unknown>): Facts {
  return Object.fromEntries(FACTS.filter(name => name in given).map(name => [name, given[name]]))
}

function reduced(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const { message, stack = '' } = error
  // The stack begins with the message, which may hold lines that look like places in our code.
  const places = stack.slice(
    message && stack.includes(message) ? stack.lastIndexOf(message) + message.length : 0,
  )
  const frames = places.split('\n').filter(line => /^\s+at .*:\d+:\d+\)?$/.test(line))
  const { code, number } = error as { code?: unknown; number?: unknown }
  return {
    type: error.constructor.name,
    code: typeof code === 'string' ? code : undefined,
    // SQL Server tells its faults apart by number.
    number: typeof number === 'number' ? number : undefined,
    frames: frames.slice(0, 6),
  }
}
