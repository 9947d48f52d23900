import { isIP } from 'node:net'
import { z } from 'zod'
import { readSqlServerAddress } from '../shared/sql-server-address.ts'

/** Checks for the values of settings. */

/** The environment variables of our settings, unparsed, without empty ones. */
export type RawSettings = Record<string, string | undefined>

/** The URL of an external service. Trailing slashes are removed. */
export const serviceUrl = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/(?<!\/)\/+$/, ''))

/** Whether the URL consists of a scheme, a host and optionally a port. */
export function isOrigin(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && `${parsed.origin}/` === parsed.href
}

/** Describes the fault of a database URL; undefined for a valid one. Quotes nothing, because it may hold a password. */
export function faultOfDatabaseUrl(url: string): string | undefined {
  if (url === 'sqlite:') return 'must name a file'
  if (url.startsWith('sqlite:')) return url.includes('?') ? 'must not have options with sqlite:' : undefined
  if (!url.startsWith('mssql://')) return 'must start with sqlite: or mssql://'
  try {
    readSqlServerAddress(url)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Whether the text is an IP address, or a range of addresses in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [address = '', prefixLength, excess] = text.trim().split('/')
  const maxLength = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  if (maxLength < 0 || excess !== undefined) return false
  return prefixLength === undefined || (/^\d+$/.test(prefixLength) && Number(prefixLength) <= maxLength)
}

/** Whether the connection to SQL Server is unencrypted or does not check the certificate. */
export function isUnsafeConnection(databaseUrl: string): boolean {
  if (!databaseUrl.startsWith('mssql://') || faultOfDatabaseUrl(databaseUrl)) return false
  const { encrypt, trustServerCertificate } = readSqlServerAddress(databaseUrl)
  return !encrypt || trustServerCertificate
}
