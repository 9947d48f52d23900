import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { isClaimed } from '../../../shared/claim.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import { taskSubject } from '../../tasks/tasks.ts'
import type { ContactRequest } from '../contact-request.ts'

export const CONTACT_REQUESTS = '/patient-portal/contact-requests'

/** What has become of a request, for the patient. */
export type ContactStage = 'received' | 'being-looked-at' | 'answered' | 'not-reached' | 'withdrawn'

/** What every page of one request shows. */
export interface OpenedContactRequest extends ContactRequest {
  address: string
  /** Undefined if it is about none, or about one that the patient may not see any more. */
  appointment: Appointment | undefined
  stage: ContactStage
  overdue: boolean
}

export const openedContactRequest: DisclosureOf<OpenedContactRequest> = {
  action: 'viewed-contact-request',
  subject: ({ task }) => taskSubject(task),
}

/** Throws `NotTheirs` for a request that is not this patient's. */
export async function openContactRequest(
  { appointments, clock, contactRequests }: Services,
  { actor, params }: Request,
): Promise<OpenedContactRequest> {
  const found = await contactRequests.find(actor, params.contactRequestId)
  const { appointmentId, id } = found.task
  return {
    ...found,
    ...progressOf(found, clock.now()),
    address: `${CONTACT_REQUESTS}/${id}`,
    appointment: appointmentId ? await appointments.findIfTheirs(actor, appointmentId) : undefined,
  }
}

export function progressOf(
  { task }: ContactRequest,
  now: Temporal.Instant,
): { stage: ContactStage; overdue: boolean } {
  if (task.status === 'withdrawn') return { stage: 'withdrawn', overdue: false }
  if (task.status === 'closed')
    return { stage: task.outcome === 'not-reached' ? 'not-reached' : 'answered', overdue: false }
  const overdue = Temporal.Instant.compare(now, task.promisedBy) > 0
  return { stage: isClaimed(task, now) ? 'being-looked-at' : 'received', overdue }
}
