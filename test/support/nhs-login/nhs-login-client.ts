import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { NhsLogin } from '../../../src/gateways/nhs-login/nhs-login.ts'
import { type LogInFailure, LogInRefused } from '../../../src/shared/errors.ts'
import { wordsOfTheProvider } from './hostile-answers.ts'
import type { HostileNhsLogin } from './hostile-nhs-login.ts'

export const redirectUri = 'https://portal.example.nhs.uk/log-in/answer'

/** Our gateway to this provider, which it has not spoken to yet. */
export function gatewayTo(provider: HostileNhsLogin, changes = {}): NhsLogin {
  const { issuer, clientId, clientPrivateKeyPem: privateKey } = provider
  const settingsUrl = `${issuer}/settings`
  return new NhsLogin({
    issuer,
    clientId,
    privateKey,
    redirectUri,
    settingsUrl,
    timeoutSeconds: 60,
    ...changes,
  })
}

export async function logIn(
  nhsLogin: NhsLogin,
  provider: HostileNhsLogin,
  how: Parameters<NhsLogin['start']>[0] = {},
) {
  const { url, pending } = await nhsLogin.start(how)
  return nhsLogin.finish(pending, (await provider.answerTo(url)).searchParams)
}

/** The attempt is refused so, and the error gives away nothing about the patient, the tokens or the provider. */
export async function refuses(failure: LogInFailure, attempt: Promise<unknown>, reason = /./): Promise<void> {
  const error = await attempt.then(
    () => assert.fail('it was not refused'),
    (thrown: unknown) => thrown,
  )
  assert(error instanceof LogInRefused, inspect(error))
  assert.equal(error.failure, failure, error.reason)
  assert.match(error.reason, reason)
  assert.equal('cause' in error, false)
  const shown = inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error)
  // In this order: NHS number, date of birth, family name, any JWT, the code, the access token, error_description.
  for (const secret of [
    '9434765919',
    '1985-02',
    'Canary',
    'eyJ',
    'code-',
    'access-token',
    wordsOfTheProvider,
  ]) {
    assert(!shown.includes(secret), `the error shows ${secret}: ${shown}`)
  }
}
