import { fc } from '../../support/fast-check.ts'
import type { Route } from '../../support/routes/routes.ts'
import { isForStaff } from '../../support/routes/visit.ts'
import type { Known } from './known.ts'
import { payloads } from './payloads.ts'

const HEADERS =
  'User-Agent Accept Accept-Language Accept-Encoding Content-Type Referer Origin Sec-Fetch-Site X-Forwarded-Proto ' +
  'X-Forwarded-Host X-Forwarded-Port Forwarded X-HTTP-Method-Override X-Original-URL If-None-Match If-Modified-Since ' +
  'Range Authorization Content-Encoding Via Pragma Expect-CT'

/** How a hostile text is written into an address: once, twice, or as it is as far as a request can hold it. */
const writing = fc.constantFrom('encoded', 'twice', 'raw')
type Pairs = [name: string, value: string][]

/** One hostile request, but for whose it is. */
export interface Case {
  byVisitor: boolean
  route: Route
  method: string
  /** What stands for each name in the address: undefined for what belongs there. */
  parameter: string | undefined
  /** What another patient owns stands there. */
  foreign: boolean
  /** The hospital changes what it is about between the page and its form. */
  overtaken: boolean
  /** Added behind the path. */
  tail: string
  writing: 'encoded' | 'twice' | 'raw'
  query: Pairs
  /** Put in place of, or beside, the fields of a form that is right; a number names one of its own. */
  fields: [name: string | number, values: string[]][]
  headers: Pairs
  /** In place of the patient's cookie. */
  cookie: string | undefined
}

const rarely = { weight: 11, arbitrary: fc.constant(undefined) }

/** Hostile requests to these routes. `known`: what their own pages send. */
export function cases(routes: readonly Route[], known: Known): fc.Arbitrary<Case> {
  const { hostile, nameOf } = payloads(known.values)
  const field = fc.oneof(
    { weight: 3, arbitrary: fc.nat({ max: 5 }) },
    { weight: 1, arbitrary: nameOf(known.fields) },
  )
  const notForStaff = routes.filter(route => !isForStaff(route))
  return fc.record({
    // Forms have the most to check, and free text is where most can be hidden. Pages for staff turn every patient away.
    route: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...notForStaff) },
      { weight: 5, arbitrary: fc.constantFrom(...notForStaff.filter(({ form }) => form)) },
      { weight: 1, arbitrary: fc.constantFrom(...notForStaff.filter(({ form }) => form?.freeText)) },
      { weight: 1, arbitrary: fc.constantFrom(...routes.filter(isForStaff)) },
    ),
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant('GET') },
      { weight: 10, arbitrary: fc.constant('POST') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'),
      },
    ),
    byVisitor: fc.nat({ max: 7 }).map(each => each === 0),
    parameter: fc.oneof(rarely, { weight: 1, arbitrary: hostile }),
    foreign: fc.nat({ max: 9 }).map(each => each === 0),
    overtaken: fc.boolean(),
    tail: fc.oneof({ weight: 12, arbitrary: fc.constant('') }, { weight: 1, arbitrary: hostile }),
    writing,
    query: fc.array(fc.tuple(nameOf(known.query), hostile), { maxLength: 3 }),
    fields: fc.array(fc.tuple(field, fc.array(hostile, { maxLength: 2 })), { maxLength: 2 }),
    headers: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Pairs>([]) },
      {
        weight: 2,
        arbitrary: fc.array(fc.tuple(fc.constantFrom(...HEADERS.split(' ')), hostile), { maxLength: 3 }),
      },
    ),
    cookie: fc.oneof(rarely, { weight: 1, arbitrary: hostile }),
  })
}
