import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { states } from '../../../src/dev/catalogue/states.ts'
import { startDemonstration } from '../../support/demonstration.ts'
import { writeReport } from './report.ts'

/** `npm run evidence`: examines every state, writes the report into evidence/, and dates the accessibility statement. */

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const closing: (() => void | Promise<void>)[] = []
const demonstration = await startDemonstration({ after: close => closing.push(close) })
const tell = (line: string) => process.stdout.write(`${line}\n`)

const examination = await writeReport(root('evidence'), states, demonstration, tell)
await writeFile(root('src/features/help/last-examination.json'), `${JSON.stringify(examination, null, 2)}\n`)
for (const close of closing) await close()
tell(`\n${examination.faults} faults. Open evidence/index.html`)
process.exitCode = examination.faults > 0 ? 1 : 0
