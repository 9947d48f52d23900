import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import type { GivenFields } from './arriving-letter.ts'

/** A line of a manifest: its fields, or undefined when it cannot be read. Lines count from 1, and a header is one. */
export interface ManifestLine {
  line: number
  fields: GivenFields | undefined
}

/** Characters: longer than any line that we can use. */
const MAX_LINE = 20_000

/** Reads a manifest as it comes: CSV with a header, or, if its name ends in `.ndjson`, a JSON object a line. */
export function readManifest(path: string): AsyncGenerator<ManifestLine> {
  return path.endsWith('.ndjson') ? readLines(path) : readCsv(path)
}

async function* readLines(path: string): AsyncGenerator<ManifestLine> {
  let line = 0
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++
    if (text.trim() !== '') yield { line, fields: readObject(text) }
  }
}

function readObject(text: string): GivenFields | undefined {
  if (text.length > MAX_LINE) return undefined
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    // As in CSV, where everything is text.
    return Object.fromEntries(
      Object.entries(value).map(([name, given]) => [
        name,
        typeof given === 'boolean' ? String(given) : given,
      ]),
    )
  } catch {
    return undefined
  }
}

interface CsvRecord {
  record: string[]
  info: { lines: number }
}

async function* readCsv(path: string): AsyncGenerator<ManifestLine> {
  const broken: number[] = []
  const rows = createReadStream(path).pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      // A quote in the wrong place spoils its own field, and not the rest of the file.
      relax_quotes: true,
      skip_empty_lines: true,
      // A quote that nothing closes, or a line without end.
      skip_records_with_error: true,
      on_skip: error => {
        if (error) broken.push(Number(error.lines))
        return undefined
      },
      max_record_size: MAX_LINE,
    }),
  )
  let names: string[] | undefined
  for await (const { record, info } of rows as AsyncIterable<CsvRecord>)
    if (!names) names = record.map(name => name.trim())
    else yield { line: info.lines, fields: fieldsOf(names, record) }
  for (const line of broken) yield { line, fields: undefined }
}

function fieldsOf(names: readonly string[], record: readonly string[]): GivenFields | undefined {
  if (record.length !== names.length) return undefined
  return Object.fromEntries(names.map((name, index) => [name, record[index]]))
}
