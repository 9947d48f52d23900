import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { roleMay } from '../../../shared/permissions.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import type { ClosedAppointment, NumbersOfClosed } from '../closures/closed-appointment-store.ts'
import type { Closure } from '../closures/closure.ts'

/** Patients of a list on one page. Each time they are shown, each has an entry in their log. */
const ON_A_PAGE = 50

export interface OpenedClosure {
  closure: Closure
  numbers: NumbersOfClosed
  /** The names of the colleagues who have closed it and opened it again. */
  closedBy: string | undefined
  reopenedBy: string | undefined
  isOver: boolean
  address: string
}

interface Shown extends OpenedClosure {
  /** The next of those who are left. */
  left: ClosedAppointment[]
  /** A page of the others. */
  done: ClosedAppointment[]
  /** The place of the first on the page. */
  first: number
  page: number
  pages: number
  /** Whether the member of staff may open the lists to which the patients have gone. */
  mayWork: boolean
}

const view = patientView<Shown>('clinics/view-closure', {
  action: 'viewed-closure',
  subject: ({ closure: { id, version } }) => ({ type: 'closure', id, version }),
  patientIds: ({ done, left }) => [...done, ...left].map(({ patientId }) => patientId),
})

/** What is closed, why, and what has become of each patient. Its form goes on with those who are left. */
export function viewClosure(services: Services): StaffPage {
  return {
    permission: 'change-slots',
    query: { page: /^[1-9]\d{0,2}$/ },
    async show(request) {
      const { actor } = request
      const opened = await openClosure(services, request)
      const pages = Math.max(1, Math.ceil(opened.numbers.done / ON_A_PAGE))
      const asked = String(request.query.page)
      const page = /^[1-9]\d{0,2}$/.test(asked) ? Math.min(Number(asked), pages) : 1
      const some = (state: 'left' | 'done', offset: number) =>
        services.closures.appointments(actor, opened.closure.id, { state, offset, limit: ON_A_PAGE })
      const left = page === 1 ? await some('left', 0) : []
      const done = await some('done', (page - 1) * ON_A_PAGE)
      const mayWork = actor.kind === 'staff' && roleMay(actor.role, 'work-requests')
      return view({ ...opened, left, done, first: (page - 1) * ON_A_PAGE + 1, page, pages, mayWork })
    },
    async submit(request) {
      readOwnForm(z.strictObject({}), request.body)
      const id = String(request.params.closureId)
      await services.closures.carryOn(request.actor, id)
      return redirect(`/staff/clinics/closures/${id}`)
    },
  }
}

/** Throws `NotFound` for a closure that is not one of the trust. */
export async function openClosure(
  { clock, closures, staff }: Services,
  { actor, params }: Request,
): Promise<OpenedClosure> {
  const { closure, numbers } = await closures.find(actor, params.closureId)
  const nameOf = await namesOfStaff(staff, [closure.closedBy, closure.reopenedBy])
  return {
    closure,
    numbers,
    closedBy: nameOf(closure.closedBy),
    reopenedBy: nameOf(closure.reopenedBy),
    isOver: Temporal.Instant.compare(closure.endsAt, clock.now()) <= 0,
    address: `/staff/clinics/closures/${closure.id}`,
  }
}
