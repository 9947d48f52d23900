import { z } from 'zod'
import { type Given, serviceUrl } from './checks.ts'
import { faultOfPrivateKey, privateKeyOf } from './private-key.ts'

/** NHS login; when its issuer is absent the simulator is started and used. */
export const nhsLoginSettings = {
  NHS_LOGIN_ISSUER: serviceUrl.optional(),
  NHS_LOGIN_CLIENT_ID: z.string().min(1).optional(),
  /** PEM. */
  NHS_LOGIN_PRIVATE_KEY: z.string().min(1).optional(),
  NHS_LOGIN_PRIVATE_KEY_FILE: z.string().min(1).optional(),
}

export interface NhsLoginClient {
  issuer: string
  clientId: string
  /** PEM. */
  privateKey: string
}

export function faultsOfNhsLogin(given: Given): string[] {
  const faults: string[] = []
  const issuer = URL.parse(given.NHS_LOGIN_ISSUER ?? '')
  if (issuer?.protocol === 'http:' && issuer.hostname !== 'localhost')
    faults.push('NHS_LOGIN_ISSUER: http is accepted for localhost only')
  if (!given.NHS_LOGIN_CLIENT_ID) faults.push('NHS_LOGIN_CLIENT_ID: needed with NHS_LOGIN_ISSUER')
  const key = faultOfPrivateKey(given, 'NHS_LOGIN_PRIVATE_KEY', 'NHS_LOGIN_ISSUER')
  return key ? [...faults, key] : faults
}

/** Undefined when the simulator stands in. */
export function nhsLoginOf(
  settled: { NHS_LOGIN_ISSUER?: string | undefined; NHS_LOGIN_CLIENT_ID?: string | undefined },
  given: Given,
): NhsLoginClient | undefined {
  const { NHS_LOGIN_ISSUER: issuer, NHS_LOGIN_CLIENT_ID: clientId = '' } = settled
  return issuer ? { issuer, clientId, privateKey: privateKeyOf(given, 'NHS_LOGIN_PRIVATE_KEY') } : undefined
}
