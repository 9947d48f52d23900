import { writeFileSync } from 'node:fs'
import { type Load, openAppointments } from './load.ts'
import { World } from './world.ts'

/** The appointment page beside its floor, in turns, so that what else the machine does falls on both. */
export async function pageAndFloor({
  seconds,
  turns,
  visitors = 240,
}: {
  seconds: number
  turns: number
  visitors?: number
}) {
  const world = await World.make(visitors, 1000)
  try {
    const page = await world.startPortal()
    await world.logInAll(page)
    const [visitor] = world.visitors
    if (!visitor) throw new Error('There is no visitor')
    const { text } = await visitor.ask(page, visitor.appointments[0] ?? '')
    writeFileSync(world.file('ready.html'), text)
    const floor = await world.startPortal(world.file('ready.html'))
    for (const url of [page, floor]) await openAppointments(url, world.visitors, { seconds: 2 })
    const loads: { page: Load; floor: Load }[] = []
    for (let turn = 0; turn < turns; turn++)
      loads.push({
        page: await openAppointments(page, world.visitors, { seconds }),
        floor: await openAppointments(floor, world.visitors, { seconds }),
      })
    return loads
  } finally {
    await world.close()
  }
}
