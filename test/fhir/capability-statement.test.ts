import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { aPortal } from '../support/portal.ts'

const portal = await aPortal()
after(() => portal.close())

test('anyone may read what the API can do, and what it ignores', async () => {
  const { body, headers } = await supertest(portal.url).get('/FHIR/R4/metadata').expect(200)
  assert.match(String(headers['content-type']), /^application\/fhir\+json/)
  assert.deepEqual(
    [body.resourceType, body.fhirVersion, body.format],
    ['CapabilityStatement', '4.0.1', ['application/fhir+json']],
  )
  const [rest] = body.rest
  assert.deepEqual(
    rest.resource.map(({ type }: { type: string }) => type),
    ['Appointment', 'DocumentReference', 'Task'],
  )
  for (const { searchParam } of rest.resource) assert.equal(searchParam[0].name, 'patient:identifier')
  assert.match(rest.documentation, /All other parameters, also _format, _count and _summary, are ignored/)
  assert.match(rest.documentation, /no link of relation self/)
  await supertest(portal.url).post('/FHIR/R4/metadata').expect(405)
})
