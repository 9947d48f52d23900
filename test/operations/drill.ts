import { parseArgs } from 'node:util'
import { restoreDrill } from './restore-drill.ts'

/** `node test/operations/drill.ts`: the backup and restore drill of docs/running-it.md, timed. */
const { values } = parseArgs({
  options: {
    appointments: { type: 'string', default: '100000' },
    visitors: { type: 'string', default: '20' },
  },
})
const drill = await restoreDrill({
  appointments: Number(values.appointments),
  visitors: Number(values.visitors),
})
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
process.stdout.write(`Database of ${values.appointments} appointments and more, ${(drill.bytes / 1e6).toFixed(0)} MB:
  backed up while patients cancelled, in ${seconds(drill.backUp)}
  put back in ${seconds(drill.restore)}
  found whole, audit chains verified, changes one to one with entries and events, in ${seconds(drill.verify)}
  a patient logged in and saw an appointment ${seconds(drill.untilAnswering)} after the portal was started
Of ${drill.before} changes acknowledged before the backup, none is lost.
Of ${drill.after} acknowledged after it, ${drill.lost} are lost, as with any backup that no log follows.
`)
