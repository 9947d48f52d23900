import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { readOwnForm, wantsToSave } from '../../../web/forms.ts'
import { patientView, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Colleague } from '../../staff/staff.ts'
import { assigneeField, type Chosen, chosenField, chosenIn } from '../../staff-work/staff-work.ts'
import type { ListedTask } from '../task-list-store.ts'
import { filterQuery, filtersIn, queryOf } from './task-filters.ts'

const rules = z.strictObject({ task: chosenField, assignee: assigneeField })

interface OfTrust {
  trustOdsCode: string
  /** The query of the list, which the page leads back to. */
  list: string
}

const ofTrust = {
  action: 'viewed-tasks',
  subject: ({ trustOdsCode }: OfTrust) => ({ type: 'trust', id: trustOdsCode }),
} as const

type TitledTask = ListedTask & { title: string }

/** `chosen`: the value of the colleague who is selected. */
type Asking = OfTrust & {
  items: TitledTask[]
  colleagues: Colleague[]
  chosen?: unknown
  moreTime?: boolean
}
type Assigned = OfTrust & { assignee: string | undefined; assigned: TitledTask[]; left: TitledTask[] }

const askView = patientView<Asking>('tasks/chosen-tasks', {
  ...ofTrust,
  patientIds: ({ items }) => patientsOn(items),
})
const nothingChosen = viewWithoutPatient<Asking>('tasks/chosen-tasks')
const assignedView = patientView<Assigned>('tasks/assigned-tasks', {
  ...ofTrust,
  patientIds: ({ assigned, left }) => patientsOn([...assigned, ...left]),
})

function patientsOn(items: readonly ListedTask[]): string[] {
  return items.map(({ patient }) => patient.id)
}

/** What was chosen on the list is assigned to one colleague, who may do all of it. */
export function chosenTasks({ tasks, taskTriage }: Services): StaffPage {
  return {
    permission: 'reassign-requests',
    query: filterQuery,
    async show(request) {
      // Not declared: a log-in could keep only one of them.
      const { task: sent } = request.query
      const items = await itemsOf(request, chosenIn(sent))
      if (items.length === 0) return nothingChosen({ ...of(request), items, colleagues: [] })
      return askView({ ...of(request), items, colleagues: await colleaguesFor(request, items) })
    },
    async submit(request) {
      const { actor, body } = request
      if (wantsToSave(body)) {
        const items = await itemsOf(request, chosenIn(body.task))
        const colleagues = await colleaguesFor(request, items)
        return askView({ ...of(request), items, colleagues, chosen: body.assignee, moreTime: true })
      }
      const answers = readOwnForm(rules, body)
      const chosen = chosenIn(answers.task)
      const assigned = await taskTriage.assignMany(actor, chosen, answers.assignee)
      const items = await itemsOf(request, chosen)
      const colleagues = await colleaguesFor(request, [])
      return assignedView({
        ...of(request),
        assignee: colleagues.find(({ id }) => id === answers.assignee)?.name,
        assigned: items.filter(({ id }) => assigned.has(id)),
        left: items.filter(({ id }) => !assigned.has(id)),
      })
    },
  }

  async function itemsOf({ actor }: Request, chosen: readonly Chosen[]): Promise<TitledTask[]> {
    const kinds = tasks.kinds(actor)
    const items = await tasks.listChosen(
      actor,
      chosen.map(({ id }) => id),
    )
    return items.map(item => ({
      ...item,
      title: kinds.find(({ name }) => name === item.kind)?.title ?? item.kind,
    }))
  }

  function colleaguesFor({ actor }: Request, items: readonly ListedTask[]): Promise<Colleague[]> {
    const kinds = tasks.kinds(actor).filter(({ name }) => items.some(({ kind }) => kind === name))
    return taskTriage.colleagues(actor, kinds)
  }

  function of(request: Request): OfTrust {
    const { actor } = request
    requireStaffPermission(actor, 'reassign-requests')
    return { trustOdsCode: actor.trustOdsCode, list: queryOf(filtersIn(request, tasks.kinds(actor))) }
  }
}
