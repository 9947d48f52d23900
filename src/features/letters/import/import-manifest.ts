import { dirname } from 'node:path'
import { readArrivingLetter } from './arriving-letter.ts'
import { readContent, sizeOf } from './letter-content.ts'
import type { Arrival, LetterImporter, Outcome, Refused } from './letter-importer.ts'
import { type ManifestLine, readManifest } from './manifest.ts'
import { LetterRefused } from './refusal.ts'

/** Letters of one transaction: as many as share the wait for the disk well, and not more bytes than memory should hold. */
const BATCH = { letters: 50, bytes: 16 * 1024 * 1024 }

interface Waiting {
  line: number
  arrival: Arrival | Refused
}

/** Takes in the letters that a manifest names. Calls `report` for each of its lines, in their order. */
export async function importManifest(
  path: string,
  importer: LetterImporter,
  report: (line: number, outcome: Outcome) => void,
): Promise<void> {
  const folder = dirname(path)
  let batch: Waiting[] = []
  let bytes = 0
  const take = async () => {
    const outcomes = await importer.take(batch.map(({ arrival }) => arrival))
    for (const [index, { line }] of batch.entries()) report(line, outcomes[index] as Outcome)
    batch = []
    bytes = 0
  }
  for await (const manifestLine of readManifest(path)) {
    const { line } = manifestLine
    const { arrival, size } = await arrivalOf(folder, manifestLine)
    if (batch.length > 0 && (batch.length === BATCH.letters || bytes + size > BATCH.bytes)) await take()
    batch.push({ line, arrival })
    bytes += size
  }
  if (batch.length > 0) await take()
}

/** How many letters a manifest names. */
export async function countLines(path: string): Promise<number> {
  let count = 0
  for await (const _ of readManifest(path)) count++
  return count
}

async function arrivalOf(
  folder: string,
  { fields }: ManifestLine,
): Promise<{ arrival: Arrival | Refused; size: number }> {
  try {
    if (!fields) throw new LetterRefused('not-a-record')
    const { letter, names } = readArrivingLetter(fields)
    return names
      ? { arrival: { letter, content: () => readContent(folder, names) }, size: await sizeOf(folder, names) }
      : { arrival: { letter, content: undefined }, size: 0 }
  } catch (error) {
    if (!(error instanceof LetterRefused)) throw error
    return { arrival: { refused: error }, size: 0 }
  }
}
