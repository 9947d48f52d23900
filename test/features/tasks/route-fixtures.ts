import type { Agent, TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedTask } from './owned-task.ts'
import { aLeadOf, aTask, type TasksAtWork, tasksAtWork } from './pages/support.ts'

/** A member of staff, and a task of their trust. */
async function anExample(portal: TestPortal): Promise<Example> {
  const at = await tasksAtWork(portal)
  return exampleFor(portal, at, at.amal)
}

interface LeadExample extends Example {
  at: TasksAtWork
}

/** A team lead, and a task of their trust. */
async function forLead(portal: TestPortal): Promise<LeadExample> {
  const at = await tasksAtWork(portal)
  return { ...(await exampleFor(portal, at, await aLeadOf(portal, at))), at }
}

async function exampleFor(portal: TestPortal, at: TasksAtWork, browser: Agent): Promise<Example> {
  const { id, patientId } = await aTask(portal, at)
  const row = await portal.database('patient').where('id', patientId).first()
  const words = [row.nhs_number.replace(/^(...)(...)/, '$1 $2 ')]
  return { browser, params: { taskId: id }, words }
}

const list: RouteFixture = { group: 'staff', example: anExample }
const one: RouteFixture = { ...list, owned: { taskId: ownedTask } }
const page = '/tasks/:taskId'

const aColleague = async (example: Example) => ({
  assignee: await (example as LeadExample).at.team.aColleague('Zoë'),
})

/** The page of the task. */
const back = '>:id'

export const staffRouteFixtures: RouteFixtures = {
  '/tasks': list,
  '/tasks/chosen': {
    group: 'staff',
    // Its address says what was chosen: here nothing.
    example: async portal => ({ ...(await forLead(portal)), words: [] }),
    query: ['task'],
    form: {
      fields: async (example: Example) => ({
        task: `${example.params?.taskId}.1`,
        ...(await aColleague(example)),
      }),
      answer: 200,
      changes: true,
    },
  },
  [page]: { ...one, form: { answer: back, changes: true } },
  [`${page}/take-over`]: {
    ...one,
    form: { fields: () => ({ text: 'She has gone home' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/note`]: {
    ...one,
    form: { fields: () => ({ text: 'Rang: no answer' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/assign`]: {
    ...one,
    example: forLead,
    form: { fields: aColleague, answer: back, changes: true },
  },
  [`${page}/priority`]: {
    ...one,
    form: { fields: () => ({ text: 'In pain' }), answer: back, changes: true, freeText: true },
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
