import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { someone } from '../features/appointments/support.ts'
import { aPortal } from '../support/portal.ts'
import { ask } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const GIVEN = ['F0E1D2C3-0000-4000-8000-00000000000A', '95c487ab-d152-4cba-9c75-e8fd91a65906']
const REPLACED = [
  'Amira Shah of Leeds',
  '943.476.5919',
  '../../etc/passwd',
  'x',
  '95c487ab-d152-4cba-9c75-e8fd91a6590',
  '{"a":1}',
]

test('an id of the published form is given back and logged', async () => {
  const { person } = await someone(portal)
  for (const correlationId of GIVEN) {
    const { headers, status } = await ask(portal, person, { correlationId })
    assert.equal(status, 200)
    assert.equal(headers['x-correlation-id'], correlationId)
    assert.ok(portal.logged.some(line => line.includes(`"correlationId":"${correlationId}"`)))
  }
})

test('any other id is replaced, for a caller who may call and for one who may not', async () => {
  const { person } = await someone(portal)
  for (const correlationId of REPLACED) {
    const known = await ask(portal, person, { correlationId })
    assert.equal(known.status, 200)
    const unknown = await supertest(portal.url)
      .get('/FHIR/R4/Appointment')
      .set('X-Correlation-ID', correlationId)
    assert.equal(unknown.status, 401)
    for (const { headers, text } of [known, unknown]) {
      assert.match(String(headers['x-correlation-id']), GUID)
      assert.ok(portal.logged.some(line => line.includes(`"correlationId":"${headers['x-correlation-id']}"`)))
      assert.ok(correlationId.length < 3 || !text.includes(correlationId))
    }
  }
  const logged = portal.logged.map(line => String(JSON.parse(line).correlationId))
  for (const text of REPLACED) assert.ok(!logged.includes(text), text)
})
