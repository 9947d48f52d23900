import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ajv } from 'ajv'
import { someone } from '../features/appointments/support.ts'
import { aLetter } from '../features/letters/support.ts'
import { askedQuestionnaire } from '../features/questionnaires/asked-questionnaire.ts'
import { accessToken, ask, identifier, idToken, SYSTEM } from '../fhir/support.ts'
import { newPerson } from '../support/person.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { sample, skip } from './samples.ts'

interface Outcome {
  resourceType: string
  issue: [{ severity: string; code: string; diagnostics?: string; details?: object }]
}

interface Published {
  schemas: Record<string, object>
  examples: Record<string, Outcome & Record<string, unknown>>
}

const published = () => sample<Published>('get-appointments-3.12.0.json')
const example = (name: string) => published().examples[name] ?? assert.fail(`there is no sample ${name}`)

let portal: TestPortal
before(async () => {
  portal = await aPortal({ aggregatorRequestsASecond: 3 })
})
after(() => portal.close())

test('an invalid access token is answered as published', { skip }, async () => {
  const { body, status } = await ask(portal, newPerson(), { bearer: 'x' })
  assert.equal(status, 401)
  assert.deepEqual(body, example('invalidAuthToken'))
})

test('a missing NHS number is answered as published', { skip }, async () => {
  const { body, status } = await ask(portal, newPerson(), { query: '' })
  assert.equal(status, 400)
  assert.deepEqual(body, example('missingNhsNumber'))
})

// The two samples repeat NHS numbers, which we do not, because both sides log errors.
for (const [name, repeated] of [
  ['invalidNhsNumber', / with value "[^"]*"/],
  ['mismatchNhsNumber', / with value "[^"]*"| \d{10}$/g],
] as const)
  test(`${name} is answered as published, without the number`, { skip }, async () => {
    const { person } = await someone(portal)
    const other = await idToken(portal, newPerson())
    const asking = name === 'invalidNhsNumber' ? { query: identifier(SYSTEM) } : { idToken: other }
    const { body } = await ask(portal, person, asking)
    const expected = example(name)
    expected.issue[0].diagnostics =
      expected.issue[0].diagnostics?.replace(repeated, '').replace(repeated, '') ?? ''
    assert.deepEqual(body, expected)
  })

test('a person under 16 is answered as published', { skip }, async () => {
  const { body, status } = await ask(portal, { ...newPerson(), birthDate: '2020-01-01' })
  assert.equal(status, 403)
  assert.deepEqual(body, example('under16'))
})

test('an address that is not there is answered as published', { skip }, async () => {
  const { body, status } = await ask(portal, newPerson(), { resource: 'Patient' })
  assert.equal(status, 404)
  assert.deepEqual(body, example('missingNhsdTargetIdentifier'))
})

test('too many requests are answered as published', { skip }, async () => {
  const { person } = await someone(portal)
  portal.clock.pass({ seconds: 2 })
  const asking = { bearer: await accessToken(portal), idToken: await idToken(portal, person) }
  for (let count = 0; count < 3; count++) await ask(portal, person, asking)
  const { body, status } = await ask(portal, person, asking)
  assert.equal(status, 429)
  assert.deepEqual(body, example('rateLimit'))
})

test('an answer that takes too long is as published', { skip }, async t => {
  const slow = await aPortal({ aggregatorTimeout: 200 })
  t.after(() => slow.close())
  const { person } = await someone(slow)
  t.mock.method(slow.database.client, 'acquireConnection', () => new Promise(() => {}))
  const { body, status } = await ask(slow, person)
  assert.equal(status, 504)
  assert.deepEqual(body, example('gatewayTimeout'))
})

test('an empty list has what the published one has', { skip }, async () => {
  portal.clock.pass({ seconds: 2 })
  const { body } = await ask(portal, newPerson())
  assert.deepEqual(Object.keys(body).toSorted(), Object.keys(example('emptyBundle')).toSorted())
})

test('a list of appointments is valid by the published schema', { skip }, async () => {
  portal.clock.pass({ seconds: 2 })
  const { person } = await someone(portal)
  const { body } = await ask(portal, person)
  const { schemas } = published()
  const formats = { uuid: true, uri: true, url: true, 'date-time': true, date: true } as const
  const validate = new Ajv({ strict: false, logger: false, formats }).compile({
    ...schemas.Appointment,
    components: { schemas },
  })
  assert.equal(body.total, 1)
  for (const { resource } of body.entry) assert.ok(validate(resource), JSON.stringify(validate.errors))
})

test('a list of letters is valid by the published schema, but for a name that its own sample has otherwise', {
  skip,
}, async () => {
  portal.clock.pass({ seconds: 2 })
  const { person, patientId, id: appointmentId, clinicId } = await someone(portal)
  const { trust_ods_code: trust } = await portal.database('clinic').where('id', clinicId).first()
  await aLetter(portal.database, patientId, trust, { importedAt: portal.clock.now(), appointmentId })
  const { body } = await ask(portal, person, { resource: 'DocumentReference' })
  const { schemas } = published()
  const validate = new Ajv({ strict: false, logger: false }).compile(schemas.DocumentReference ?? {})
  const [{ resource }] = body.entry
  const [first] = example('document').entry as { resource: typeof resource }[]
  const asPublished = first?.resource
  const names = (each: object) => Object.keys(each).toSorted()
  assert.deepEqual(names(resource), names(asPublished))
  assert.deepEqual(names(resource.context.related[0]), names(asPublished.context.related[0]))
  // The schema says `references`; its sample, version 3.13 and FHIR R4 say `reference`.
  const [{ type, reference: references }] = resource.context.related
  const asSchema = { ...resource, context: { related: [{ type, references }] } }
  assert.ok(validate(asSchema), JSON.stringify(validate.errors))
})

test('a list of questionnaires is valid by the published schema, but for names that its own sample has otherwise', {
  skip,
}, async () => {
  const { person } = await askedQuestionnaire(portal)
  portal.clock.pass({ seconds: 2 })
  const { body } = await ask(portal, person, { resource: 'Task' })
  const validate = new Ajv({ strict: false, logger: false }).compile(published().schemas.Task ?? {})
  const [{ resource }] = body.entry
  const names = (each: object) => Object.keys(each).toSorted()
  // The record has no pathway of a questionnaire.
  const { entry } = example('questionnaire') as {
    entry?: { resource: { reasonCode: object; basedOn: object } }[]
  }
  const { basedOn, ...sample } = entry?.[0]?.resource ?? assert.fail('the sample is empty')
  assert.deepEqual(names(resource), names(sample))
  assert.deepEqual(names(resource.reasonCode), names(sample.reasonCode))
  // The schema says `authored` and one coding; its sample and FHIR R4 say `authoredOn` and a list.
  const { authoredOn: authored, reasonCode, ...rest } = resource
  const [coding] = reasonCode.coding
  const asSchema = { ...rest, authored, reasonCode: { ...reasonCode, coding } }
  assert.ok(validate(asSchema), JSON.stringify(validate.errors))
})
