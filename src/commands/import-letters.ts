import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { isSqlServer } from '../database/database.ts'
import { countLines, importManifest } from '../features/letters/import/import-manifest.ts'
import { LetterInspector } from '../features/letters/import/inspection/letter-inspector.ts'
import { LetterImporter, type Outcome } from '../features/letters/import/letter-importer.ts'
import { StoredFiles } from '../files/stored-files.ts'
import { systemClock } from '../shared/clock.ts'
import { createLog } from '../shared/log.ts'
import { CommandError, print, progressPrinter, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run import:letters -- <folder or manifest>
Takes in the letters that a manifest names: manifest.csv or manifest.ndjson in a folder, or another file. A letter that is wrong
is reported with its line and the reason, and the others are taken in. Letters that are there already are not changed, so it may
be stopped at any moment and started again. Exits with code 1 when a letter was refused.
docs/letters.md says what stands in a manifest.`

const MANIFESTS = ['manifest.csv', 'manifest.ndjson']

await runCommand(USAGE, async () => {
  const path = await findManifest()
  const config = loadConfig()
  if (config.files.keys.length === 0)
    throw new CommandError('FILE_KEYS or FILE_KEYS_FILE: required to store letters.')
  const total = await countLines(path)
  const counts = { added: 0, changed: 0, withdrawn: 0, unchanged: 0, refused: 0 }
  let done = 0
  const printProgress = progressPrinter(total, (some, all) => `Looked at ${some} of ${all} letters.`)
  const report = (line: number, outcome: Outcome) => {
    counts['refused' in outcome ? 'refused' : outcome.stored]++
    for (const text of describe(outcome)) print(`LINE ${line}  ${text}`)
    printProgress(++done)
  }
  // One thread reads letters while this one encrypts and stores; more threads when there are more cores.
  const inspector = new LetterInspector(Math.max(1, availableParallelism() - 1))
  try {
    await withDatabase(async database => {
      if (!isSqlServer(database)) await database.raw('pragma cache_size = -100000')
      const log = createLog(config.logLevel)
      const files = new StoredFiles(database, config.files, { clock: systemClock, log })
      const importer = new LetterImporter({ database, files, inspector, clock: systemClock })
      await importManifest(path, importer, report)
    })
  } finally {
    await inspector.close()
  }
  const { refused, ...taken } = counts
  const words = Object.entries(taken).map(([what, count]) => `${count.toLocaleString('en-GB')} ${what}`)
  print(`${words.join(', ')}, ${refused.toLocaleString('en-GB')} refused.`)
  if (refused > 0) process.exitCode = 1
})

async function findManifest(): Promise<string> {
  const [given, ...others] = positionals()
  if (given === undefined || others.length > 0) throw new CommandError(USAGE)
  const path = resolve(given)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new CommandError('There is no such folder or file.')
  if (!found.isDirectory()) return path
  const manifests = MANIFESTS.map(name => join(path, name)).filter(name => existsSync(name))
  const [manifest, second] = manifests
  if (!manifest || second) throw new CommandError(`The folder needs one of ${MANIFESTS.join(' and ')}.`)
  return manifest
}

function positionals(): string[] {
  try {
    return parseArgs({ allowPositionals: true }).positionals
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${USAGE}`)
  }
}

function describe(outcome: Outcome): string[] {
  if (!('refused' in outcome)) return outcome.notes.map(note => `note: ${note}`)
  const { code, field, message } = outcome.refused
  return [`refused: ${code}${field ? ` (${field})` : ''}: ${message}`]
}
