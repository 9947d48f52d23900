import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * Structured lines on standard output. Callers pass allow-listed facts only: fixed words, route templates, ids of
 * requests; never an address as it came, a name, a number of a person, or a message from outside.
 * Errors are reduced to their kind and where they were thrown, since their text may quote what a patient typed.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, serializers: { error: reduced } }
  return destination ? pino(options, destination) : pino(options)
}

function reduced(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const { message, stack = '' } = error
  // The stack begins with the message, which may hold lines that look like places in our code.
  const places = stack.slice(
    message && stack.includes(message) ? stack.lastIndexOf(message) + message.length : 0,
  )
  const frames = places.split('\n').filter(line => /^\s+at .*:\d+:\d+\)?$/.test(line))
  const code = (error as NodeJS.ErrnoException).code
  return {
    type: error.constructor.name,
    code: typeof code === 'string' ? code : undefined,
    frames: frames.slice(0, 6),
  }
}
