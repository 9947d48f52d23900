import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm, wantsToSave } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Colleague } from '../../staff/staff.ts'
import { assigneeField } from '../../staff-work/staff-work.ts'
import { requestQuery } from './list-filters.ts'
import { makeStep } from './not-done.ts'
import {
  backToRequest,
  type OpenedRequest,
  openedRequest,
  openRequest,
  seenFields,
  seenOf,
} from './opened-request.ts'

const rules = z.strictObject({ ...seenFields, assignee: assigneeField })

/** `chosen`: the value of the colleague who is selected. */
type Shown = OpenedRequest & { colleagues: Colleague[]; chosen: unknown; moreTime?: boolean }

const view = patientView<Shown>('worklist/assign-request', openedRequest)

/** Asks to whom the request is assigned. */
export function assignRequest(services: Services): StaffPage {
  const { requestTriage } = services
  return {
    permission: 'reassign-requests',
    query: requestQuery,
    async show(request) {
      const opened = await openRequest(services, request)
      if (opened.request.status !== 'open') return redirect(backToRequest(request))
      const colleagues = await requestTriage.colleagues(request.actor)
      return view({ ...opened, colleagues, chosen: opened.request.assignedTo })
    },
    async submit(request) {
      if (wantsToSave(request.body)) {
        const opened = await openRequest(services, request)
        const colleagues = await requestTriage.colleagues(request.actor)
        return view({ ...opened, colleagues, chosen: request.body.assignee, moreTime: true })
      }
      const { assignee, ...seen } = readOwnForm(rules, request.body)
      return makeStep(services, request, () =>
        requestTriage.assign(request.actor, seenOf(request, seen), assignee),
      )
    },
  }
}
