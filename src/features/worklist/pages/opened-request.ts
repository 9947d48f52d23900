import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { roleMay } from '../../../shared/permissions.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import { type Appointment, seenField, seenText } from '../../appointments/appointments.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { heldBy, holders, peopleIn } from '../../staff-work/staff-work.ts'
import type { RequestEvent } from '../change-request.ts'
import type { RequestSeen } from '../request-work.ts'
import { requireStaff } from '../staff-access.ts'
import type { RequestInFull } from '../worklist.ts'
import { listOf } from './list-filters.ts'

/** A step of the history with the name of its member of staff or its rule, and of the one to whom it assigned the request. */
export type NamedStep = RequestEvent & {
  name: string | undefined
  rule: string | undefined
  assignee: string | undefined
}

/** What every page of one request shows. */
export interface OpenedRequest extends RequestInFull {
  /** Of the request's own page, without `list`. */
  address: string
  /** The query of the list that it was opened from, which every link and form of the request repeats. */
  list: string
  /** Where that list is. */
  listAddress: string
  /** The appointment that took the place of the request's, once it is moved. */
  movedTo: Appointment | undefined
  steps: NamedStep[]
  /** The name of the member of staff who is working on it now. */
  holder: string | undefined
  isMine: boolean
  /** The name of the one to whom it is assigned. */
  assignee: string | undefined
  /** Whether this member of staff may assign it. */
  mayReassign: boolean
  overdue: boolean
  /** Hidden fields of each form: whose request it is, its version, and the appointment as the page shows it. */
  hidden: { patient: string; version: number; appointment: string }
}

/** The entry in the patient's own chain when staff see the request. */
export const openedRequest: DisclosureOf<OpenedRequest> = {
  action: 'viewed-request',
  subject: ({ request: { id, version } }) => ({ type: 'change-request', id, version }),
  patientId: ({ patient }) => patient.id,
}

export const seenFields = {
  patient: z.guid(),
  version: z.coerce.number().int().positive(),
  appointment: z.string().max(8000),
}

/** Throws `BadRequest` for an appointment that no page of ours wrote. */
export function seenOf(
  request: Request,
  { patient, version, appointment }: z.infer<z.ZodObject<typeof seenFields>>,
): RequestSeen {
  const { data } = seenField.safeParse(appointment)
  if (!data) throw new BadRequest()
  return { id: String(request.params.requestId), patientId: patient, version, appointment: data }
}

/** The request in the address unless an id is given. Throws `NotFound` for one that is not of the trust. */
export async function openRequest(
  { clock, rules, staff, worklist }: Services,
  request: Request,
  requestId = String(request.params.requestId),
): Promise<OpenedRequest> {
  const member = requireStaff(request.actor)
  const { role, userId } = member
  const found = await worklist.find(request.actor, requestId)
  const { claim, id, promisedBy, version } = found.request
  const now = clock.now()
  const nameOf = await namesOfStaff(staff, [...holders(found.request), ...found.history.flatMap(peopleIn)])
  const ruleOf = await rules.namesIn(member, found.history)
  return {
    ...found,
    address: addressOf(id),
    ...listOf(request),
    movedTo: found.others.find(other => other.id === found.appointment.movedToId),
    steps: found.history.map(step => {
      const [by, to] = peopleIn(step)
      return { ...step, name: nameOf(by), rule: ruleOf(step), assignee: nameOf(to) }
    }),
    ...heldBy(found.request, nameOf, now),
    isMine: claim?.by === userId,
    mayReassign: roleMay(role, 'reassign-requests'),
    overdue: Temporal.Instant.compare(promisedBy, now) < 0,
    hidden: { patient: found.patient.id, version, appointment: seenText(found.appointment) },
  }
}

/** The page of the request, which leads back to the same list. */
export function backToRequest(request: Request): string {
  return addressOf(String(request.params.requestId)) + listOf(request).list
}

function addressOf(id: string): string {
  return `/staff/requests/${id}`
}
