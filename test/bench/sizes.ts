import type { Database } from '../../src/database/database.ts'
import { Appointments } from '../../src/features/appointments/appointments.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { type Load, openAppointments } from './load.ts'
import { World } from './world.ts'

export interface Size {
  appointments: number
  loads: Load[]
  plan: string[]
}

/** The same page over databases of these sizes, in turns; and how SQLite finds the appointment in each. */
export async function overSizes(
  sizes: readonly number[],
  {
    seconds,
    turns,
    say,
    visitors = 60,
  }: { seconds: number; turns: number; say: (line: string) => void; visitors?: number },
): Promise<Size[]> {
  const made: { size: Size; world: World; url: string }[] = []
  try {
    for (const appointments of sizes) {
      say(`making ${appointments.toLocaleString('en-GB')} appointments`)
      const world = await World.make(visitors, appointments)
      const url = await world.startPortal()
      const plan = await planOfPage(world)
      made.push({ size: { appointments, loads: [], plan }, world, url })
    }
    // A large one takes longer to make than anybody stays logged in.
    for (const { world, url } of made) {
      await world.logInAll(url)
      await openAppointments(url, world.visitors, { seconds: 2 })
    }
    for (let turn = 0; turn < turns; turn++)
      for (const { size, world, url } of made)
        size.loads.push(await openAppointments(url, world.visitors, { seconds }))
    return made.map(({ size }) => size)
  } finally {
    for (const { world } of made) await world.close()
  }
}

async function planOfPage({ database, visitors }: World): Promise<string[]> {
  const asked: { sql: string; bindings: readonly string[] }[] = []
  const note = (query: (typeof asked)[number]) => asked.push(query)
  const [visitor] = visitors
  const patient = await database('patient')
    .where('nhs_number', visitor?.person.nhsNumber ?? '')
    .first('id')
  database.on('query', note)
  const id = visitor?.appointments[0]?.slice(-36)
  await new Appointments(database, systemClock).find({ kind: 'patient', patientId: patient.id }, id)
  database.off('query', note)
  return (await Promise.all(asked.map(query => explain(database, query)))).flat()
}

async function explain(database: Database, { sql, bindings }: { sql: string; bindings: readonly string[] }) {
  const steps: { detail: string }[] = await database.raw(`explain query plan ${sql}`, [...bindings])
  return steps.map(({ detail }) => detail)
}
