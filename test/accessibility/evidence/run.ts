import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { patientStates } from '../../../src/dev/catalogue/states.ts'
import last from '../../../src/features/help/last-examination.json' with { type: 'json' }
import { startDemonstration } from '../../support/demonstration.ts'
import { type EngineResult, engines, examineInEngine, statesOfTemplates } from './engines/engines.ts'
import { type Examination, writeEngineReport, writeReport } from './report.ts'

/**
 * `npm run evidence`: examines every state of the pages for patients in Chromium, then one state of each page in the other engines that are
 * installed; writes the report into evidence/, and dates the accessibility statement. `-- --only engines` leaves out
 * Chromium, and keeps what is recorded of it.
 */

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const { values } = parseArgs({ options: { only: { type: 'string' } } })
if (values.only !== undefined && values.only !== 'engines') throw new Error('--only engines, or nothing')

const closing: (() => void | Promise<void>)[] = []
const demonstration = await startDemonstration({ after: close => closing.push(close) })
const tell = (line: string) => process.stdout.write(`${line}\n`)

const { engines: _, ...inChromium } = last
const examination: Examination = values.only
  ? inChromium
  : await writeReport(root('evidence'), patientStates, demonstration, tell)

const results: EngineResult[] = []
await writeRecord()
for (const engine of engines)
  if (engine.isInstalled) {
    results.push(await examineInEngine(engine, demonstration, statesOfTemplates, tell))
    await writeRecord()
  } else
    tell(`${engine.name} is not installed: nothing is examined in it (apt-get install ${engine.packages})`)
await writeEngineReport(root('evidence'), results)
for (const close of closing) await close()

for (const { faults, name } of results)
  for (const { check, what, where } of faults) tell(`${name}: ${where}: ${check}: ${what}`)
const faults = results.reduce((sum, each) => sum + each.faults.length, values.only ? 0 : examination.faults)
tell(`\n${faults} faults. Open evidence/${values.only ? 'engines' : 'index'}.html`)
process.exitCode = faults > 0 ? 1 : 0

/** Written after each browser, so that one that stops answering does not lose what the others have shown. */
async function writeRecord(): Promise<void> {
  const record = {
    ...examination,
    engines: results.map(({ name, testedOn, pages, faults: found, checks }) => ({
      ...{ name, testedOn, pages, faults: found.length, checks },
    })),
  }
  await writeFile(root('src/features/help/last-examination.json'), `${JSON.stringify(record, null, 2)}\n`)
}
