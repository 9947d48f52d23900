/** Where SQL Server is and how it is spoken to, as `mssql://user:password@host:1433/database?…` says. */
export interface SqlServerAddress {
  server: string
  port: number
  user: string
  password: string
  database: string
  /** `strict` is TDS 8.0: encrypted from the first byte. */
  encrypt: boolean | 'strict'
  trustServerCertificate: boolean
  /** For an availability group whose listener has addresses in more than one network. */
  multiSubnetFailover: boolean
}

/** What may stand after the question mark, and what it may say; the first is the default. */
const OPTIONS: Record<string, readonly string[]> = {
  encrypt: ['true', 'false', 'strict'],
  trustServerCertificate: ['false', 'true'],
  multiSubnetFailover: ['false', 'true'],
}

/**
 * Takes the address apart. Throws with words that repeat nothing of it, since it holds a password: what is misspelt
 * must not quietly leave a connection open to be read.
 */
export function readSqlServerAddress(url: string): SqlServerAddress {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'mssql:' || !parsed.hostname)
    throw new Error('must be a URL; escape what is special in a password')
  const { hostname, port, searchParams } = parsed
  const [user, password, database] = [parsed.username, parsed.password, parsed.pathname.slice(1)].map(
    unescaped,
  )
  if (!user || !password) throw new Error('must name a user and their password')
  if (!database || database.includes('/')) throw new Error('must name one database')
  const unknown = [...searchParams.keys()].some(name => !Object.hasOwn(OPTIONS, name))
  if (unknown) throw new Error(`knows no options but ${Object.keys(OPTIONS).join(', ')}`)
  const option = (name: string): string => {
    const [known = [], given] = [OPTIONS[name], searchParams.getAll(name)]
    if (given.length > 1 || (given[0] !== undefined && !known.includes(given[0])))
      throw new Error(`must say ${name} once, as ${known.join(' or ')}`)
    return given[0] ?? String(known[0])
  }
  const encrypt = option('encrypt')
  return {
    server: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 1433),
    user,
    password,
    database,
    encrypt: encrypt === 'strict' ? encrypt : encrypt === 'true',
    trustServerCertificate: option('trustServerCertificate') === 'true',
    multiSubnetFailover: option('multiSubnetFailover') === 'true',
  }
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Error('must be a URL; escape what is special in a password')
  }
}
