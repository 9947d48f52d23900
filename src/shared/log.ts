import { type DestinationStream, pino } from 'pino'
import { scrub } from './scrub.ts'

/** The only fields that are logged beside a fixed message: fixed codes, route templates, counts and ids. */
const FACTS = [
  'reference',
  /** The aggregator's id for its request. */
  'correlationId',
  'event',
  'method',
  'route',
  'status',
  'finished',
  'milliseconds',
  'events',
  /** The indexes of entries in a request. */
  'entries',
  'failure',
  'reason',
  'outboxEvent',
  /** The id of an appointment that could not be sent, or of a file that could not be read. */
  'resource',
  'kind',
  'attempts',
  'port',
  'error',
] as const

export type Facts = Partial<Record<(typeof FACTS)[number], unknown>>

interface LogMethod {
  (message: string): void
  (facts: Facts, message: string): void
}

export type Log = Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', LogMethod>

/**
 * Writes structured lines to standard output. Fields that are not on the allow list are dropped. Callers must not log
 * request URLs, names, numbers that identify a person, or text from other systems. An error and its causes are reduced to their types,
 * codes and stack frames, because a message may quote what a patient typed. Finally the whole line is scrubbed.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    serializers: { error: (error: unknown) => reduceError(error) },
    formatters: { log: pickFacts },
    hooks: { streamWrite: scrub },
  }
  return destination ? pino(options, destination) : pino(options)
}

function pickFacts(fields: Record<string, unknown>): Facts {
  return Object.fromEntries(FACTS.filter(name => name in fields).map(name => [name, fields[name]]))
}

/** The errors behind an error that are logged with it. Knex makes chains that end nowhere. */
const MAX_CAUSES = 3

interface ReducedError {
  type: string
  code?: string | undefined
  number?: number | undefined
  frames?: string[]
  cause?: ReducedError | undefined
}

function reduceError(error: unknown, maxCauses = MAX_CAUSES): ReducedError {
  if (!(error instanceof Error)) return { type: typeof error }
  const { message, stack = '' } = error
  // The stack starts with the message, which may contain lines that look like stack frames.
  const trace = stack.slice(
    message && stack.includes(message) ? stack.lastIndexOf(message) + message.length : 0,
  )
  const frames = trace.split('\n').filter(line => /^\s+at .*:\d+:\d+\)?$/.test(line))
  const { code, number, originalError } = error as Error &
    Record<'code' | 'number' | 'originalError', unknown>
  // When a rollback fails, Knex keeps the first error here.
  const cause = originalError ?? error.cause
  return {
    type: error.constructor.name,
    code: typeof code === 'string' ? code : undefined,
    // SQL Server identifies its errors by number.
    number: typeof number === 'number' ? number : undefined,
    frames: frames.slice(0, 6),
    cause:
      cause instanceof Error && cause !== error && maxCauses > 0
        ? reduceError(cause, maxCauses - 1)
        : undefined,
  }
}
