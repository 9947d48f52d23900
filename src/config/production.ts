import { isHttp, isUnsafeConnection } from './checks.ts'
import type { RawSettings } from './raw-settings.ts'
import { faultOfSecrets } from './session-secrets.ts'

const REQUIRED_IN_PRODUCTION =
  'BASE_URL DATABASE_URL REDIS_URL SESSION_SECRETS NHS_LOGIN_ISSUER NHS_APP_URL TRUST_PROXY'.split(' ')

/** What production requires beyond the form of each setting. */
export function faultsInProduction(raw: RawSettings): string[] {
  const faults = REQUIRED_IN_PRODUCTION.filter(name => !raw[name]).map(
    name => `${name}: required in production`,
  )
  for (const name of [
    'BASE_URL',
    'NHS_LOGIN_ISSUER',
    'NHS_LOGIN_SETTINGS_URL',
    'NHS_APP_URL',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ])
    if (isHttp(raw[name])) faults.push(`${name}: must be https in production`)
  if (raw.TRUST_PROXY && /^0+$/.test(raw.TRUST_PROXY))
    faults.push('TRUST_PROXY: must not be 0 in production, where a proxy must terminate https')
  if (URL.parse(raw.REDIS_URL ?? '')?.protocol === 'redis:')
    faults.push('REDIS_URL: must use rediss, which is encrypted, in production')
  if (raw.DATABASE_URL && isUnsafeConnection(raw.DATABASE_URL))
    faults.push('DATABASE_URL: must encrypt the connection and check the certificate in production')
  if (raw.DATABASE_URL === 'sqlite::memory:')
    faults.push('DATABASE_URL: must not be in memory in production, where it would lose every change')
  const weakness =
    raw.SESSION_SECRETS && faultOfSecrets(raw.SESSION_SECRETS.split(',').map(each => each.trim()))
  if (weakness) faults.push(`SESSION_SECRETS: ${weakness}`)
  if (raw.SIMULATOR_PORT !== undefined)
    faults.push('SIMULATOR_PORT: must not be set in production, where the simulator never runs')
  return faults
}
