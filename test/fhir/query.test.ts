import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { someone } from '../features/appointments/support.ts'
import { newPerson } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import { BAD_QUERY, isRefused } from './refused.ts'
import { ask, identifier, SYSTEM } from './support.ts'

/** Which queries and correlation ids the aggregator may send. */

const portal = await aPortal()
after(() => portal.close())

for (const [what, query] of Object.entries({
  'no query': '',
  'another parameter': 'patient=1',
  'an empty identifier': identifier(''),
  'a number alone': identifier('9990000018'),
  'another system': identifier('https://fhir.nhs.uk/Id/local-number|9990000018'),
  http: identifier('http://fhir.nhs.uk/Id/nhs-number|9990000018'),
  'two pipes': identifier(`${SYSTEM}||9990000018`),
  'a pipe encoded twice': `patient:identifier=${SYSTEM}%257C9990000018`,
  'nine digits': identifier(`${SYSTEM}|999000001`),
  'eleven digits': identifier(`${SYSTEM}|99900000180`),
  'a first digit of 0': identifier(`${SYSTEM}|0990000018`),
  spaces: identifier(`${SYSTEM}|999 000 0018`),
  'a line end': identifier(`${SYSTEM}|9990000018\n`),
  'digits of another script': identifier(`${SYSTEM}|９９９００００００１８`),
  'a wrong check digit': identifier(`${SYSTEM}|9990000019`),
  'broken percent encoding': `patient:identifier=%E0%A4%A|9990000018`,
  'the parameter twice': `${identifier(`${SYSTEM}|9990000018`)}&${identifier(`${SYSTEM}|9990000026`)}`,
  'the same parameter twice': `${identifier(`${SYSTEM}|9990000018`)}&${identifier(`${SYSTEM}|9990000018`)}`,
  'a very long value': identifier(`${SYSTEM}|${'9'.repeat(4000)}`),
  'a list': `patient:identifier[]=${SYSTEM}|9990000018`,
}))
  test(`400 for a query with ${what}`, async () => {
    isRefused(await ask(portal, newPerson(), { query }), BAD_QUERY)
  })

test('the pipe may be encoded or plain, and other parameters are ignored', async () => {
  const { person } = await someone(portal)
  for (const query of [
    `patient:identifier=${SYSTEM}|${person.nhsNumber}`,
    `patient%3Aidentifier=${encodeURIComponent(SYSTEM)}%7c${person.nhsNumber}&_count=1&_format=json`,
  ]) {
    const { body } = await ask(portal, person, { query })
    assert.equal(body.total, 1)
  }
})

for (const correlationId of ['', 'x'.repeat(129), 'caf\u00e9', 'a\tb'])
  test(`400 for X-Correlation-ID ${JSON.stringify(correlationId).slice(0, 20)}`, async () => {
    const answer = await ask(portal, newPerson(), { correlationId })
    isRefused(answer, BAD_QUERY)
    assert.equal(answer.headers['x-correlation-id'], undefined)
  })

test('the X-Correlation-ID is returned in every answer, and logged', async () => {
  const { person } = await someone(portal)
  for (const correlationId of [randomUUID(), randomUUID().toUpperCase()]) {
    portal.logged.length = 0
    const answer = await ask(portal, person, { correlationId })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['x-correlation-id'], correlationId)
    const lines = portal.logged.map(line => JSON.parse(line)).filter(each => each.msg === 'request')
    assert.deepEqual(
      lines.map(line => line.correlationId),
      [correlationId],
    )
    const refused = await ask(portal, person, { correlationId, bearer: 'x' })
    assert.equal(refused.headers['x-correlation-id'], correlationId)
  }
  for (const correlationId of ['anything at all: {"<&', 'x'.repeat(128), 'for 999 000 0018']) {
    const { headers, status } = await ask(portal, person, { correlationId })
    assert.equal(status, 200)
    assert.match(String(headers['x-correlation-id']), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  }
  assert.doesNotMatch(portal.logged.join(''), /999 000 0018|anything at all/)
})
