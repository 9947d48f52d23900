import { parse } from 'csv-parse/sync'
import type { GivenFields } from './arriving-letter.ts'
import { linesOf } from './lines.ts'

/** A line of a manifest: its fields, or undefined when it cannot be read. Lines count from 1, and a header is one. */
export interface ManifestLine {
  line: number
  fields: GivenFields | undefined
}

type Read = (text: string) => GivenFields | undefined

/**
 * Reads a manifest as it comes: CSV with a header, or, if its name ends in `.ndjson`, a JSON object a line. Each line is read
 * on its own, so that one that is wrong, such as by a quote that nothing closes, spoils no other.
 */
export async function* readManifest(path: string): AsyncGenerator<ManifestLine> {
  let line = 0
  let read: Read | undefined = path.endsWith('.ndjson') ? readObject : undefined
  for await (const given of linesOf(path)) {
    line++
    const text = line === 1 ? given?.replace(/^\uFEFF/, '') : given
    if (text?.trim() === '') continue
    if (read) yield { line, fields: isUtf8(text) ? read(text) : undefined }
    else read = readerFor(isUtf8(text) ? readCells(text) : undefined)
  }
}

/** What is not UTF-8 has become this character, so that two ids may look the same. */
function isUtf8(text: string | undefined): text is string {
  return text !== undefined && !text.includes('\uFFFD')
}

function readObject(text: string): GivenFields | undefined {
  try {
    const value: unknown = JSON.parse(text)
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

/** Under a header that cannot be read, or has a name twice, no line can be read. */
function readerFor(header: readonly string[] | undefined): Read {
  const names = header?.map(name => name.trim())
  const used = names?.filter(Boolean) ?? []
  if (!names || new Set(used).size < used.length) return () => undefined
  return text => {
    const cells = readCells(text)
    if (cells?.length !== names.length) return undefined
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]))
  }
}

function readCells(line: string): string[] | undefined {
  // Most lines, and ten times as fast.
  if (!line.includes('"')) return line.split(',')
  try {
    // A quote in the middle of a field is a part of it.
    const [cells] = parse(line, { relax_quotes: true })
    return cells
  } catch {
    return undefined
  }
}
