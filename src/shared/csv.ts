import { stringify } from 'csv-stringify/sync'

/**
 * CSV (RFC 4180) with a header line. Cells are escaped so that a spreadsheet does not read them as formulas. `bom`: starts
 * with a byte order mark, so that a spreadsheet reads text that is not ASCII.
 */
export function asCsv(rows: readonly object[], { bom = false } = {}): string {
  return stringify([...rows], { header: true, escape_formulas: true, record_delimiter: 'windows', bom })
}
