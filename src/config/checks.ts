import { z } from 'zod'
import { readSqlServerAddress } from '../shared/sql-server-address.ts'

/** Checks for the values of settings. */

/** One URL: not two in a row, which URL.parse accepts. */
export function oneUrl(options: Parameters<typeof z.url>[0]) {
  return z.url(options).refine(text => !/\s|:\/\/.*:\/\//.test(text), 'must be one URL')
}

/** The URL of an external service. Trailing slashes are removed. */
export const serviceUrl = oneUrl({ protocol: /^https?$/ }).transform(url => url.replace(/(?<!\/)\/+$/, ''))

/** A text that another system has issued to us. */
export const issuedText = z.string().regex(/^\S+$/, 'must not contain spaces')

/** Not `z.coerce.number()`, which also reads "0x50" and "3e3". */
export function wholeNumber(min: number, max: number) {
  const range = 'must be a whole number, neither too small nor too large'
  return z
    .string()
    .regex(/^\d{1,9}$/, range)
    .transform(Number)
    .pipe(z.number().min(min, range).max(max, range))
}

/** A comma-separated list. */
export function listOf(part: z.ZodString) {
  return z
    .string()
    .transform(list => list.split(',').map(text => text.trim()))
    .pipe(z.array(part))
}

/** Whether the URL is not encrypted, by its parsed scheme. */
export function isHttp(url: string | undefined): boolean {
  return URL.parse(url ?? '')?.protocol === 'http:'
}

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

/** Whether the connection to SQL Server is unencrypted or does not check the certificate. */
export function isUnsafeConnection(databaseUrl: string): boolean {
  if (!databaseUrl.startsWith('mssql://') || faultOfDatabaseUrl(databaseUrl)) return false
  const { encrypt, trustServerCertificate } = readSqlServerAddress(databaseUrl)
  return !encrypt || trustServerCertificate
}
