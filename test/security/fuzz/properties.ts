import { strangeIn } from '../markup.ts'
import type { Answered, Ask } from './ask.ts'
import { MARK, SUM } from './payloads.ts'
import { type FuzzedPatient, spokenOf } from './people.ts'

/** Milliseconds. Generous, since others use the machine too: it is for what hangs or grows without bound. */
const TOO_SLOW = 60_000

/** What only a fault of ours would say. */
const INTERNAL =
  /node_modules|\bat .{1,80}:\d+:\d+|\/(views|src|test)\/[\w/-]+\.(njk|ts)|SQLITE|no such (table|column)|Knex|nunjucks|Template render error|(Type|Reference|Range|Syntax|URI)Error|\[object \w+\]|ECONN|better-sqlite|Express\/|Node\.js/i

/** What must not be so, of an answer to a hostile request; empty when all is well. */
export function faultsOf(
  asked: Ask,
  answered: Answered,
  patient: FuzzedPatient | undefined,
  issuers: readonly string[],
): string[] {
  const { status, headers, body, milliseconds } = answered
  const faults: string[] = []
  const fault = (what: string, where: string | undefined) =>
    where !== undefined && faults.push(`${what}: ${where}`)
  // The one page that says "not now" by design.
  const saysNotNow = status === 503 && /\/log-in\/problem\/try-again\b/.test(asked.path)
  if (status >= 500 && !saysNotNow) faults.push(`status ${status}`)
  if (milliseconds > TOO_SLOW) faults.push(`slow: ${Math.round(milliseconds)} ms`)

  const sent = decoded(JSON.stringify(asked)).toLowerCase()
  const written = withoutTokens(body)
  const internal = INTERNAL.exec(written)?.[0]
  if (internal && !sent.includes(internal.toLowerCase())) fault('internal words', internal)
  if (written.includes(SUM) && !sent.includes(SUM)) faults.push('something sent was worked out')
  for (const number of spokenOf(body + JSON.stringify(headers)))
    if (number !== patient?.number) fault('another patient', String(number))
  if (patient && body.includes(patient.nhsNumber)) faults.push('an NHS number')

  if (headers['x-injected'] || String(headers['set-cookie']).includes('injected='))
    faults.push('a header was injected')
  const { location } = headers
  if (location !== undefined && !isOurs(location, issuers)) fault('sent elsewhere', location)
  if (!String(headers['content-type']).startsWith('text/html')) return faults
  for (const each of strangeIn(body)) fault('markup', each)
  // Every mark of ours stands behind something that must have been made harmless.
  const bare = new RegExp(`[<>"']\\s*/?${MARK}`, 'i').exec(body)
  if (bare && !body.includes(`="${bare[0]}`))
    fault('not escaped', body.slice(bare.index - 20, bare.index + 30))
  return faults
}

/** Tokens of forms, and those in an address of NHS login, are random and may spell anything. */
export function withoutTokens(text: string): string {
  return text.replaceAll(/[\w-]{43,}/g, '')
}

/** As a browser would understand it: on our host, below our paths, or a page of NHS login or of the provider of staff. */
function isOurs(location: string, issuers: readonly string[]): boolean {
  const ours = /^\/(patient-portal|staff)(?![^/?])/.test(location)
  return ours
    ? URL.parse(location, 'https://portal.example')?.origin === 'https://portal.example'
    : issuers.some(issuer => /^\/(authorize|settings)\?/.test(location.replace(issuer, '')))
}

function decoded(text: string): string {
  try {
    return `${text} ${decodeURIComponent(text.replaceAll('+', ' '))}`
  } catch {
    return text
  }
}
