import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Database } from '../database/database.ts'
import { isTrust } from '../features/monthly-report/monthly-report.ts'
import { importDefinition } from '../features/questionnaires/import/import-definition.ts'
import {
  type FoundQuestionnaire,
  readQuestionnaires,
} from '../features/questionnaires/import/read-questionnaires.ts'
import { CommandError, print, progressPrinter, readArgument, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run import:questionnaires -- <file or folder> [--trust ZZ1]
Adds FHIR R4 questionnaires (JSON, one or a Bundle in a file) to those that staff and rules may send. Each is checked as a whole:
if any part of it cannot be asked, it is refused, and the file, the question and the part are printed. A version that is there
never changes: importing it again does nothing. With --trust only that trust uses them. Exits with code 1 when one was refused.`

/** Bytes. */
const MAX_FILE = 20 * 1024 * 1024

await runCommand(USAGE, async () => {
  const { argument: from, trust } = readArgument({ trust: { type: 'string' } }, USAGE)
  const files = await jsonFiles(from)
  const counts = { added: 0, unchanged: 0, refused: 0 }
  await withDatabase(async database => {
    const trustOdsCode = trust === undefined ? null : await knownTrust(database, trust)
    const printProgress = progressPrinter(files.length, (done, total) => `Read ${done} of ${total} files.`)
    for (const [index, file] of files.entries()) {
      await importFile(database, file, trustOdsCode, counts)
      printProgress(index + 1)
    }
  })
  print(`Added ${counts.added}, unchanged ${counts.unchanged}, refused ${counts.refused}.`)
  if (counts.refused > 0) process.exitCode = 1
})

async function importFile(
  database: Database,
  file: string,
  trustOdsCode: string | null,
  counts: { added: number; unchanged: number; refused: number },
): Promise<void> {
  const found = await questionnairesIn(file)
  if ('fault' in found) {
    counts.refused++
    print(`REFUSED  ${basename(file)} ${found.fault}`)
    return
  }
  for (const { name, resource } of found) {
    const imported = await importDefinition(database, resource, trustOdsCode, Temporal.Now.instant())
    if ('result' in imported) counts[imported.result]++
    else {
      counts.refused++
      for (const fault of imported.faults) print(`REFUSED  ${name}: ${fault}`)
    }
  }
}

async function questionnairesIn(file: string): Promise<FoundQuestionnaire[] | { fault: string }> {
  const { size } = await stat(file)
  if (size > MAX_FILE) return { fault: `is larger than ${MAX_FILE / 1024 / 1024} MB` }
  if (size === 0) return { fault: 'is empty' }
  return readQuestionnaires(basename(file), await readFile(file, 'utf8'))
}

/** In the order of their names, so that a later version can come after an earlier one. */
async function jsonFiles(from: string): Promise<string[]> {
  const found = await stat(from).catch(() => undefined)
  if (!found) throw new CommandError(`${from}: there is no such file or folder`)
  if (!found.isDirectory()) return [from]
  const names = (await readdir(from)).filter(name => name.toLowerCase().endsWith('.json')).toSorted()
  if (names.length === 0) throw new CommandError(`${from}: there is no file whose name ends in .json`)
  return names.map(name => join(from, name))
}

async function knownTrust(database: Database, odsCode: string): Promise<string> {
  if (await isTrust(database, odsCode)) return odsCode
  throw new CommandError(`--trust ${odsCode}: there is no such trust`)
}
