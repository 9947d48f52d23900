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
  /** NHS login's settings page. By default it is beside the issuer: `settings.` in place of `auth.`. */
  NHS_LOGIN_SETTINGS_URL: serviceUrl.optional(),
}

export interface NhsLoginClient {
  issuer: string
  clientId: string
  /** PEM. */
  privateKey: string
  /** The page on which people change their NHS login. */
  settingsUrl: string
}

export function faultsOfNhsLogin(raw: RawSettings): string[] {
  const faults: string[] = []
  const issuer = URL.parse(raw.NHS_LOGIN_ISSUER ?? '')
  if (issuer?.protocol === 'http:' && issuer.hostname !== 'localhost')
    faults.push('NHS_LOGIN_ISSUER: http is accepted for localhost only')
  if (!raw.NHS_LOGIN_CLIENT_ID) faults.push('NHS_LOGIN_CLIENT_ID: required with NHS_LOGIN_ISSUER')
  if (issuer?.protocol === 'https:' && !issuer.hostname.startsWith('auth.') && !raw.NHS_LOGIN_SETTINGS_URL)
    faults.push(
      'NHS_LOGIN_SETTINGS_URL: required when the host of NHS_LOGIN_ISSUER does not begin with "auth."',
    )
  const key = faultOfPrivateKey(raw, 'NHS_LOGIN_PRIVATE_KEY', 'NHS_LOGIN_ISSUER')
  return key ? [...faults, key] : faults
}

/** Undefined when the simulator is used. */
export function nhsLoginOf(
  parsed: {
    NHS_LOGIN_ISSUER?: string | undefined
    NHS_LOGIN_CLIENT_ID?: string | undefined
    NHS_LOGIN_SETTINGS_URL?: string | undefined
  },
  raw: RawSettings,
): NhsLoginClient | undefined {
  const { NHS_LOGIN_ISSUER: issuer, NHS_LOGIN_CLIENT_ID: clientId = '' } = parsed
  if (!issuer) return undefined
  const settingsUrl = parsed.NHS_LOGIN_SETTINGS_URL ?? settingsUrlBeside(issuer)
  return { issuer, clientId, privateKey: privateKeyOf(raw, 'NHS_LOGIN_PRIVATE_KEY'), settingsUrl }
}

/** In every environment of NHS login the two hosts differ only in the first word (NHS login, "linking to settings"). */
function settingsUrlBeside(issuer: string): string {
  const { protocol, host } = new URL(issuer)
  return host.startsWith('auth.')
    ? `${protocol}//${host.replace('auth.', 'settings.')}`
    : `${protocol}//${host}/settings`
}
