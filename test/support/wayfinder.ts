import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pages } from '../../src/dev/simulator/pages.ts'
import { SimulatedWayfinder } from '../../src/dev/simulator/wayfinder.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const keyPem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

export const access = {
  apiKey: 'api-key-of-the-portal',
  keyId: 'test-1',
  publicKey: keys.publicKey.export({ format: 'jwk' }),
  reportingClientId: 'wayfinder-client',
  recordKey: 'key-of-the-record-service',
  recordClientId: 'client-for-appointments',
}

export type Wayfinder = Awaited<ReturnType<typeof startWayfinder>>

/** The simulated Wayfinder on a server of its own, and how a portal reaches it. */
export async function startWayfinder(t: { after(end: () => unknown): void }) {
  const simulated = new SimulatedWayfinder(access)
  const app = express()
  app.use(pages(app, 'http://localhost'), simulated.router)
  const server = createServer(app).listen(0, 'localhost')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    simulated,
    url,
    reporting: {
      url: `${url}/patient-care-aggregator-reporting`,
      tokenUrl: `${url}/oauth2/token`,
      clientId: access.reportingClientId,
      apiKey: access.apiKey,
      keyId: access.keyId,
      privateKey: keyPem,
    },
    records: { url, key: access.recordKey, clientId: access.recordClientId, maxBatch: 200 },
  }
}
