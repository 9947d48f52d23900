import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import type { ClosedAppointment } from '../closures/closed-appointment-store.ts'
import type { Closure } from '../closures/closure.ts'

export interface OpenedClosure {
  closure: Closure
  done: ClosedAppointment[]
  left: ClosedAppointment[]
  /** The names of the colleagues who have closed it and opened it again. */
  closedBy: string | undefined
  reopenedBy: string | undefined
  isOver: boolean
  address: string
}

const view = patientView<OpenedClosure>('clinics/view-closure', {
  action: 'viewed-closure',
  subject: ({ closure: { id, version } }) => ({ type: 'closure', id, version }),
  patientIds: ({ done, left }) => [...done, ...left].map(({ patientId }) => patientId),
})

/** What is closed, why, and what has become of each patient. Its form goes on with those who are left. */
export function viewClosure(services: Services): StaffPage {
  return {
    permission: 'change-slots',
    show: async request => view(await openClosure(services, request)),
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
  const { closure, appointments } = await closures.find(actor, params.closureId)
  const nameOf = await namesOfStaff(staff, [closure.closedBy, closure.reopenedBy])
  return {
    closure,
    done: appointments.filter(({ outcome }) => outcome !== null),
    left: appointments.filter(({ outcome }) => outcome === null),
    closedBy: nameOf(closure.closedBy),
    reopenedBy: nameOf(closure.reopenedBy),
    isOver: Temporal.Instant.compare(closure.endsAt, clock.now()) <= 0,
    address: `/staff/clinics/closures/${closure.id}`,
  }
}
