import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { NhsLogin } from '../../src/gateways/nhs-login/nhs-login.ts'
import { LogInRefused } from '../../src/shared/errors.ts'
import { clientKey } from '../support/nhs-login/hostile-id-token.ts'
import { redirectUri } from '../support/nhs-login/nhs-login-client.ts'

/** What the portal asks of others, it asks of them alone. */

async function aServer(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

for (const status of [301, 302, 303, 307, 308])
  test(`a ${status} of NHS login to another host is not followed`, async t => {
    const asked: string[] = []
    const other = await aServer(t, (request, response) => {
      asked.push(String(request.url))
      response.end('{}')
    })
    const issuer = await aServer(t, (request, response) => {
      asked.push('NHS login')
      response.writeHead(status, { location: other + request.url }).end()
    })
    const privateKey = clientKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const nhsLogin = new NhsLogin({
      issuer,
      clientId: 'portal',
      privateKey,
      redirectUri,
      settingsUrl: issuer,
    })
    await assert.rejects(nhsLogin.start({}), LogInRefused)
    assert.deepEqual(asked, ['NHS login'])
  })
