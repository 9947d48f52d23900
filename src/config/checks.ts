import { isIP } from 'node:net'
import { z } from 'zod'
import { readSqlServerAddress } from '../shared/sql-server-address.ts'

/** What the value of a setting must be; `config.ts` says which. */

/** The settings that have a value, by name, as they were given. */
export type Given = Record<string, string | undefined>

/** Where a service outside is reached, without a slash at the end. */
export const serviceUrl = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/(?<!\/)\/+$/, ''))

/** Scheme, host and port, and nothing after them. */
export function isOrigin(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && `${parsed.origin}/` === parsed.href
}

/** What is wrong with the database's address, in words that repeat nothing of it: it may hold a password. */
export function faultOfDatabaseUrl(url: string): string | undefined {
  if (url === 'sqlite:') return 'must name a file'
  if (url.startsWith('sqlite:')) return url.includes('?') ? 'takes no options with sqlite:' : undefined
  if (!url.startsWith('mssql://')) return 'must begin with sqlite: or mssql://'
  try {
    readSqlServerAddress(url)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** An IP address, or a range of them in CIDR form. */
export function isNetwork(text: string): boolean {
  const [address = '', length, more] = text.trim().split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return longest > 0 && more === undefined && (length === undefined || isUpTo(longest, length))
}

function isUpTo(limit: number, digits: string): boolean {
  return /^\d+$/.test(digits) && Number(digits) <= limit
}

/** A connection to SQL Server that another could read, or pretend to be the other end of. */
export function isUnsafeConnection(databaseUrl: string): boolean {
  if (!databaseUrl.startsWith('mssql://') || faultOfDatabaseUrl(databaseUrl)) return false
  const { encrypt, trustServerCertificate } = readSqlServerAddress(databaseUrl)
  return !encrypt || trustServerCertificate
}
