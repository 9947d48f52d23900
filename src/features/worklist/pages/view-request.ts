import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { requestQuery } from './list-filters.ts'
import { makeStep } from './not-done.ts'
import { type OpenedRequest, openedRequest, openRequest, seenFields, seenOf } from './opened-request.ts'

const rules = z.strictObject({ ...seenFields, step: z.enum(['claim', 'release']) })

const view = patientView<OpenedRequest>('worklist/view-request', openedRequest)

/**
 * One request: what was asked, the appointment, its history, and what can be done. Its forms start the work on it, go on for
 * longer, or stop.
 */
export function viewRequest(services: Services): StaffPage {
  const { requestWork } = services
  return {
    permission: 'work-requests',
    query: requestQuery,
    show: async request => view(await openRequest(services, request)),
    submit(request) {
      const { step, ...seen } = readOwnForm(rules, request.body)
      return makeStep(services, request, () => requestWork[step](request.actor, seenOf(request, seen)))
    },
  }
}
