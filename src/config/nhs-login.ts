import { z } from 'zod'
import { issuedText, serviceUrl } from './checks.ts'
import { faultOfPrivateKey, privateKeyOf } from './private-key.ts'
import type { RawSettings } from './raw-settings.ts'

/** NHS login. Without an issuer the portal starts the simulator and uses it. */
export const nhsLoginSettings = {
  NHS_LOGIN_ISSUER: serviceUrl.optional(),
  NHS_LOGIN_CLIENT_ID: issuedText.optional(),
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

export function faultsOfNhsLogin(raw: RawSettings): string[] {
  const faults: string[] = []
  const issuer = URL.parse(raw.NHS_LOGIN_ISSUER ?? '')
  if (issuer?.protocol === 'http:' && issuer.hostname !== 'localhost')
    faults.push('NHS_LOGIN_ISSUER: http is accepted for localhost only')
  if (!raw.NHS_LOGIN_CLIENT_ID) faults.push('NHS_LOGIN_CLIENT_ID: required with NHS_LOGIN_ISSUER')
  const key = faultOfPrivateKey(raw, 'NHS_LOGIN_PRIVATE_KEY', 'NHS_LOGIN_ISSUER')
  return key ? [...faults, key] : faults
}

/** Undefined when the simulator is used. */
export function nhsLoginOf(
  parsed: { NHS_LOGIN_ISSUER?: string | undefined; NHS_LOGIN_CLIENT_ID?: string | undefined },
  raw: RawSettings,
): NhsLoginClient | undefined {
  const { NHS_LOGIN_ISSUER: issuer, NHS_LOGIN_CLIENT_ID: clientId = '' } = parsed
  return issuer ? { issuer, clientId, privateKey: privateKeyOf(raw, 'NHS_LOGIN_PRIVATE_KEY') } : undefined
}
