import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { Ajv } from 'ajv'
import { RecordService } from '../../src/gateways/record-service/record-service.ts'
import { access, startWayfinder } from '../support/wayfinder.ts'
import { sample, skip } from './samples.ts'

interface Published {
  body: object
  examples: Record<
    | 'RecordServiceSendPatientListRequest'
    | 'RecordServiceSendPatientListResponseHappyPath'
    | 'RecordServiceSendPatientListResponseError',
    { nhsNumbers: string[]; data: string }
  >
}

const published = () => sample<Published>('record-service-1.0.2.json')

/** A service that answers everything with the sample. */
async function answering(t: TestContext, status: number, body: unknown) {
  const received: { headers: IncomingHttpHeaders; body: unknown }[] = []
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await json(request) })
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, 'localhost')
  t.after(() => server.close())
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return { received, service: new RecordService({ url, key: 'key', clientId: 'pep-01' }) }
}

test('the gateway sends what the Record Service specifies, and understands its answer', { skip }, async t => {
  const { body, examples } = published()
  const request = examples.RecordServiceSendPatientListRequest
  const answer = examples.RecordServiceSendPatientListResponseHappyPath
  const { received, service } = await answering(t, 200, answer)
  assert.equal((await service.register(request.nhsNumbers)).outcome, 'accepted')
  assert.deepEqual(received[0]?.body, request)
  assert.equal(received[0]?.headers.authorization, 'Bearer key')
  assert.ok(new Ajv({ strict: false }).compile(body)(received[0]?.body))
})

test('the gateway reads the entries that the published error names', { skip }, async t => {
  const error = published().examples.RecordServiceSendPatientListResponseError
  const { service } = await answering(t, 400, error)
  const result = await service.register(['9000000009', 'abc', '0123456789', '012345678a', '0123456789'])
  assert.deepEqual(result, { outcome: 'refused', reason: 'status-400', faulty: [1, 2, 3, 4] })
})

test('the simulator answers as published', { skip }, async t => {
  const { examples } = published()
  const { url } = await startWayfinder(t)
  const post = async (nhsNumbers: string[]) => {
    const response = await fetch(`${url}/records`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${access.recordKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ clientId: access.recordClientId, nhsNumbers }),
    })
    return { status: response.status, body: await response.json() }
  }
  assert.deepEqual(await post(examples.RecordServiceSendPatientListRequest.nhsNumbers), {
    status: 200,
    body: examples.RecordServiceSendPatientListResponseHappyPath,
  })
  assert.deepEqual(await post(['9000000009', 'abc', '0123456789', '012345678a', '0123456789']), {
    status: 400,
    body: examples.RecordServiceSendPatientListResponseError,
  })
})
