import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { states } from '../../../src/dev/catalogue/states.ts'
import { startDemonstration } from '../../support/demonstration.ts'
import { chooseEngines } from './engines/choose-engines.ts'
import { engines } from './engines/engines.ts'
import { writeReport } from './report.ts'

/**
 * `npm run evidence`: examines every state, and one state of each page in every browser engine. Writes the report into
 * evidence/, and dates the accessibility statement. `-- --without firefox` leaves out an engine, which the report says.
 */

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const tell = (line: string) => process.stdout.write(`${line}\n`)
const { values } = parseArgs({ options: { without: { type: 'string', multiple: true, default: [] } } })

const { leftOut, missing, present } = chooseEngines(engines, values.without)
for (const line of missing) tell(line)
if (missing.length > 0) process.exit(1)

const closing: (() => void | Promise<void>)[] = []
const demonstration = await startDemonstration({ after: close => closing.push(close) })
const examination = await writeReport(root('evidence'), states, demonstration, tell, present)
await writeFile(root('src/features/help/last-examination.json'), `${JSON.stringify(examination, null, 2)}\n`)
for (const close of closing) await close()
for (const name of leftOut) tell(`Left out, as asked: ${name}`)
tell(`\n${examination.faults} faults. Open evidence/index.html`)
process.exitCode = examination.faults > 0 ? 1 : 0
