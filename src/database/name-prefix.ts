import type { Database } from './database.ts'
import { isSqlServer } from './database.ts'

/**
 * The condition that the text of a column begins with `prefix`, in upper or lower case of any script. On SQL Server the
 * collation of the column must ignore case, as the default one does.
 */
export function beginsWith(database: Database, column: string, prefix: string) {
  const pattern = `${prefix.replaceAll(/[!%_[]/g, '!$&')}%`
  return isSqlServer(database)
    ? database.raw("?? like ? escape '!'", [column, pattern])
    : database.raw("lower_case(??) like ? escape '!'", [column, pattern.toLowerCase()])
}
