import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { readOwnForm, wantsToSave } from '../../../web/forms.ts'
import { type Disclosure, patientView, type View, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Colleague } from '../../staff/staff.ts'
import { assigneeField, chosenField, chosenIn } from '../../staff-work/staff-work.ts'
import { requireStaff } from '../staff-access.ts'
import type { WorklistItem } from '../worklist-store.ts'
import { filterQuery, filtersIn, queryOf } from './list-filters.ts'
import { type OpenedRequest, openRequest } from './opened-request.ts'

const rules = z.strictObject({ request: chosenField, assignee: assigneeField })

interface OfTrust {
  trustOdsCode: string
  /** The query of the list, which the page leads back to. */
  list: string
}

const ofTrust = { subject: ({ trustOdsCode }: OfTrust) => ({ type: 'trust', id: trustOdsCode }) }

/** `chosen`: the value of the colleague who is selected. */
type Asking = OfTrust & {
  items: WorklistItem[]
  colleagues: Colleague[]
  chosen?: unknown
  moreTime?: boolean
}
type Assigned = OfTrust & { assignee: string | undefined; assigned: WorklistItem[]; left: WorklistItem[] }

const askView = patientView<Asking>('worklist/chosen-requests', {
  action: 'viewed-requests',
  ...ofTrust,
  patientIds: ({ items }) => patientsOn(items),
})
const nothingChosen = viewWithoutPatient<Asking>('worklist/chosen-requests')
const assignedView = patientView<Assigned>('worklist/assigned-requests', {
  action: 'viewed-requests',
  ...ofTrust,
  patientIds: ({ assigned, left }) => patientsOn([...assigned, ...left]),
})
const printView = patientView<OfTrust & { requests: OpenedRequest[]; leftOut: number }>(
  'worklist/print-requests',
  {
    action: 'viewed-requests-to-print',
    ...ofTrust,
    patientIds: ({ requests }) => requests.map(({ patient }) => patient.id),
  },
)

function patientsOn(items: readonly WorklistItem[]): string[] {
  return items.map(({ patient }) => patient.id)
}

/** What was chosen on the list is printed in full, or assigned to one colleague. */
export function chosenRequests(services: Services): StaffPage {
  const { requestTriage, worklist } = services
  return {
    permission: 'work-requests',
    query: filterQuery,
    async show(request) {
      const { actor } = request
      // Not declared: a log-in could keep only one of them.
      const { print: toPrint, request: sent } = request.query
      const items = await itemsOf(request, chosenIn(sent))
      if (items.length === 0) return nothingChosen({ ...of(request), items: [], colleagues: [] })
      if (toPrint !== undefined) return print(request, items)
      requireStaffPermission(actor, 'reassign-requests')
      return askView({ ...of(request), items, colleagues: await requestTriage.colleagues(actor) })
    },
    async submit(request) {
      const { actor, body } = request
      const colleagues = await requestTriage.colleagues(actor)
      if (wantsToSave(body)) {
        const items = await itemsOf(request, chosenIn(body.request))
        return askView({ ...of(request), items, colleagues, chosen: body.assignee, moreTime: true })
      }
      const answers = readOwnForm(rules, body)
      const chosen = chosenIn(answers.request)
      const assigned = await requestTriage.assignMany(actor, chosen, answers.assignee)
      const items = await itemsOf(request, chosen)
      return assignedView({
        ...of(request),
        assignee: colleagues.find(({ id }) => id === answers.assignee)?.name,
        assigned: items.filter(({ id }) => assigned.has(id)),
        left: items.filter(({ id }) => !assigned.has(id)),
      })
    },
  }

  function itemsOf({ actor }: Request, chosen: readonly { id: string }[]): Promise<WorklistItem[]> {
    return worklist.listChosen(
      actor,
      chosen.map(({ id }) => id),
    )
  }

  async function print(request: Request, items: readonly WorklistItem[]): Promise<View<Disclosure>> {
    const staff = requireStaff(request.actor)
    const closed = await services.sensitiveRecords.closedAmong(staff, patientsOn(items))
    const open = items.filter(({ patient }) => !closed.has(patient.id))
    const requests: OpenedRequest[] = []
    for (const { id } of open) requests.push(await openRequest(services, request, id))
    return printView({ ...of(request), requests, leftOut: items.length - open.length })
  }
}

function of(request: Request): OfTrust {
  return { trustOdsCode: requireStaff(request.actor).trustOdsCode, list: queryOf(filtersIn(request)) }
}
