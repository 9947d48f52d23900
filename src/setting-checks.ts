import { isIP } from 'node:net'

/** What the value of a setting must be; `config.ts` says which. */

/** Scheme, host and port, and nothing after them. */
export function isOrigin(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && `${parsed.origin}/` === parsed.href
}

/** A URL that cannot be read would be repeated, with its password, by the error it causes later. */
export function canBeRead(databaseUrl: string): boolean {
  if (databaseUrl.startsWith('sqlite:')) return true
  try {
    const { username, password, pathname } = new URL(databaseUrl)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** An IP address, or a range of them in CIDR form. */
export function isNetwork(text: string): boolean {
  const [address = '', length, more] = text.trim().split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return longest > 0 && more === undefined && (length === undefined || isUpTo(longest, length))
}

function isUpTo(most: number, digits: string): boolean {
  return /^\d+$/.test(digits) && Number(digits) <= most
}

/** A connection to SQL Server that another could read, or pretend to be the other end of. */
export function isUnsafeConnection(databaseUrl: string): boolean {
  const { searchParams } = URL.parse(databaseUrl) ?? { searchParams: new URLSearchParams() }
  return searchParams.get('encrypt') === 'false' || searchParams.get('trustServerCertificate') === 'true'
}
