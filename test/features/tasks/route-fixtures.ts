import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedTask } from './owned-task.ts'
import { aTask, tasksAtWork } from './pages/support.ts'

/** A member of staff, and a task of their trust. */
async function anExample(portal: TestPortal): Promise<Example> {
  const at = await tasksAtWork(portal)
  const { id, patientId } = await aTask(portal, at)
  const row = await portal.database('patient').where('id', patientId).first()
  const words = [row.nhs_number.replace(/^(...)(...)/, '$1 $2 ')]
  return { browser: at.amal, params: { taskId: id }, words }
}

const list: RouteFixture = { group: 'staff', example: anExample }
const one: RouteFixture = { ...list, owned: { taskId: ownedTask } }
const page = '/tasks/:taskId'

/** The page of the task. */
const back = '>:id'

export const staffRouteFixtures: RouteFixtures = {
  '/tasks': list,
  [page]: { ...one, form: { answer: back, changes: true } },
  [`${page}/take-over`]: {
    ...one,
    form: { fields: () => ({ text: 'She has gone home' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/note`]: {
    ...one,
    form: { fields: () => ({ text: 'Rang: no answer' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/close`]: {
    ...one,
    form: {
      fields: () => ({ outcome: 'answered-here', words: 'It is booked' }),
      answer: back,
      changes: true,
      freeText: true,
    },
  },
}
