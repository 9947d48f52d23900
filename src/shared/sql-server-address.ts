/** Connection settings of SQL Server, read from `mssql://user:password@host:1433/database?…`. */
export interface SqlServerAddress {
  server: string
  port: number
  user: string
  password: string
  database: string
  /** `strict` means TDS 8.0, which encrypts the whole connection. */
  encrypt: boolean | 'strict'
  trustServerCertificate: boolean
  /** For an availability group whose listener has addresses in several networks. */
  multiSubnetFailover: boolean
}

/** The allowed query parameters and their values. The first value is the default. */
const OPTIONS: Record<string, readonly string[]> = {
  encrypt: ['true', 'false', 'strict'],
  trustServerCertificate: ['false', 'true'],
  multiSubnetFailover: ['false', 'true'],
}

/**
 * Parses the URL. Throws for every unknown option, so that a misspelt one cannot silently disable encryption. Error
 * messages quote nothing from the URL, because it contains a password.
 */
export function readSqlServerAddress(url: string): SqlServerAddress {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'mssql:' || !parsed.hostname) throw new Error(NOT_A_URL)
  const { hostname, port, searchParams } = parsed
  const [user, password, database] = [parsed.username, parsed.password, parsed.pathname.slice(1)].map(
    decodePart,
  )
  if (!user || !password) throw new Error('must contain a user name and a password')
  if (!database || database.includes('/')) throw new Error('must name one database')
  const unknown = [...searchParams.keys()].some(name => !Object.hasOwn(OPTIONS, name))
  if (unknown) throw new Error(`must not have options other than ${Object.keys(OPTIONS).join(', ')}`)
  const option = (name: string): string => {
    const [allowed = [], values] = [OPTIONS[name], searchParams.getAll(name)]
    if (values.length > 1 || (values[0] !== undefined && !allowed.includes(values[0])))
      throw new Error(`must set ${name} only once, to ${allowed.join(' or ')}`)
    return values[0] ?? String(allowed[0])
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

const NOT_A_URL = 'must be a URL, with special characters in the password percent-encoded'

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Error(NOT_A_URL)
  }
}
