import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, test } from 'node:test'
import { someone } from '../features/appointments/support.ts'
import { covering, fc } from '../support/fast-check.ts'
import { aPortal } from '../support/portal.ts'
import { accessToken, identifier, idToken, SYSTEM } from './support.ts'

/** For any query and headers, the answer is one of those published, and reveals no patient data. */

const portal = await aPortal({ aggregatorRequestsASecond: 10_000 })
after(() => portal.close())

const { person } = await someone(portal, { appointment: { title: 'Canaryclinic' } })
const { person: other } = await someone(portal, { appointment: { title: 'Canaryclinic' } })
const bearer = await accessToken(portal)
const token = await idToken(portal, person)
const query = identifier(`${SYSTEM}|${person.nhsNumber}`)

/** Strings, some of them hostile, that Node's client can send. */
const anything = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }).map(encodeURIComponent),
  fc.constantFrom(
    '',
    '%',
    '%00',
    '%0d%0aX: y',
    "' or 1=1 --",
    '{{7*7}}',
    '../',
    'null',
    'true',
    '[]',
    '\u00ff',
  ),
  fc.integer({ min: 500, max: 3000 }).map(length => 'a'.repeat(length)),
)
const line = (text: string) => text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '')
const target = (text: string) => text.replaceAll(/[^\x21-\x7e]/g, '').replaceAll('#', '')

/** The valid value, a variant with a part removed or inserted, or another string. */
const mutated = (right: string) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(right) },
    { weight: 2, arbitrary: anything },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(right.length), fc.nat(4), fc.string({ maxLength: 4 }))
        .map(([at, cut, put]) => right.slice(0, at) + put + right.slice(at + cut)),
    },
  )

const call = fc.record({
  resource: fc.constantFrom('Appointment', 'DocumentReference', 'Task'),
  query: fc.oneof(
    mutated(query),
    fc.constant(identifier(`${SYSTEM}|${other.nhsNumber}`)),
    fc.tuple(anything, anything).map(([name, value]) => `${query}&${name}=${value}`),
  ),
  headers: fc.record(
    {
      authorization: mutated(`Bearer ${bearer}`),
      'nhsd-id-token': mutated(token),
      'x-correlation-id': mutated('00000000-0000-4000-8000-000000000000'),
      'x-request-id': anything,
      'nhsd-target-identifier': anything,
      accept: anything,
      'content-type': anything,
      range: anything,
      'if-none-match': anything,
    },
    { requiredKeys: [] },
  ),
  /** A header that is sent twice. */
  again: fc.option(fc.constantFrom('authorization', 'nhsd-id-token', 'x-correlation-id'), { nil: undefined }),
})

type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never

function send({ again, headers, query: asked, resource }: Call) {
  const given = Object.entries(headers).map(([name, value = '']) => [name, line(value)])
  if (again) given.push([again, 'again'])
  return new Promise<{ status: number; type: string; text: string }>((done, failed) => {
    const path = `/FHIR/R4/${resource}?${target(asked)}`
    const sent = request(portal.url + path, { headers: ['host', 'localhost', ...given.flat()] }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', part => {
        text += part
      })
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, type: String(answer.headers['content-type']), text }),
      )
    })
    sent.on('error', failed).end()
  })
}

/** The last character of a signature has unused bits, so several characters are equivalent. */
const isToken = (given: string | undefined, right: string) =>
  given !== undefined && given.replace(/=*\s*$/, '').slice(0, -1) === right.slice(0, -1)

function isRight({ again, headers, query: asked }: Call): boolean {
  const identifiers = new URLSearchParams(target(asked)).getAll('patient:identifier')
  return (
    identifiers.length === 1 &&
    identifiers[0] === `${SYSTEM}|${person.nhsNumber}` &&
    isToken(headers.authorization?.replace(/^bearer +/i, ''), bearer) &&
    isToken(headers['nhsd-id-token'], token) &&
    // An added header is valid only if it is not a repeated one.
    (!again || headers[again] === undefined)
  )
}

test('hostile queries and headers get a published answer, and a list only with all valid credentials', async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(call, async asked => {
      const { status, text, type } = await send(asked)
      seen.add(status)
      // 503: a changed key id may be that of a new key, which is not fetched yet.
      assert.ok([200, 400, 401, 406, 503].includes(status), `${status} ${text}`)
      assert.match(type, /^application\/fhir\+json; charset=utf-8$/)
      const answer = JSON.parse(text)
      if (status === 200) {
        assert.ok(isRight(asked), 'an answer to an invalid call')
        assert.equal(answer.total, asked.resource === 'Appointment' ? 1 : 0)
        assert.ok(!text.includes(other.nhsNumber))
      } else {
        assert.equal(answer.resourceType, 'OperationOutcome')
        assert.doesNotMatch(text, /\d{10}|eyJ|Canary/)
      }
    }),
    {
      numRuns: 300,
      seed: covering.seed,
      // A fully valid call, so that at least one call is answered.
      examples: [
        [
          {
            resource: 'Appointment',
            query,
            headers: {
              authorization: `Bearer ${bearer}`,
              'nhsd-id-token': token,
              'x-correlation-id': 'a',
            },
            again: undefined,
          } as Call,
        ],
      ],
    },
  )
  if (covering.asserted)
    assert.deepEqual([...seen].filter(status => status !== 503).toSorted(), [200, 400, 401, 406])
  const log = portal.logged.join('')
  for (const secret of [person.nhsNumber, other.nhsNumber, bearer, token, 'Canaryclinic'])
    assert.ok(!log.includes(secret))
})
