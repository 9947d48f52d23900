import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { heldBy, holders, peopleIn } from '../../staff-work/staff-work.ts'
import type { TaskEvent } from '../task.ts'
import type { TaskSeen } from '../task-once.ts'
import { outcomeTextOf, type TaskInFull, taskSubject } from '../tasks.ts'
import { overdueBy } from './overdue.ts'
import { filterQuery, filtersIn, queryOf } from './task-filters.ts'

/** A step of the history with the name of its member of staff or its rule, and of the one to whom it assigned the task. */
type NamedStep = TaskEvent & {
  name: string | undefined
  rule: string | undefined
  assignee: string | undefined
}

/** What every page of one task shows. */
export interface OpenedTask extends TaskInFull {
  /** Of the task's own page, without `list`. */
  address: string
  /** The query of the list that it was opened from, which every link and form of the task repeats. */
  list: string
  steps: NamedStep[]
  outcomeText: string | undefined
  /** The name of the member of staff who is working on it now. */
  holder: string | undefined
  isMine: boolean
  /** The name of the one to whom it is assigned. */
  assignee: string | undefined
  /** Whether this member of staff may assign it. */
  mayReassign: boolean
  /** Whether this member of staff may open the page of the patient. */
  mayFindPatients: boolean
  overdueBy: string | undefined
  /** Hidden fields of each form: whose task it is, and its version. */
  hidden: { patient: string; version: number }
}

/** The query parameters of every page of one task. */
export const taskQuery = filterQuery

/** The entry in the patient's own chain when staff see the task. */
export const openedTask: DisclosureOf<OpenedTask> = {
  action: 'viewed-task',
  subject: ({ task }) => taskSubject(task),
  patientId: ({ patient }) => patient.id,
}

export const seenFields = { patient: z.guid(), version: z.coerce.number().int().positive() }

export function seenOf(
  request: Request,
  { patient, version }: z.infer<z.ZodObject<typeof seenFields>>,
): TaskSeen {
  return { id: String(request.params.taskId), patientId: patient, version }
}

/** Throws `NotFound` for a task that is not one of the trust, or that the role may not see. */
export async function openTaskPage(
  { clock, rules, staff, tasks }: Services,
  request: Request,
): Promise<OpenedTask> {
  const { actor } = request
  requireStaffPermission(actor, 'work-tasks')
  const found = await tasks.find(actor, String(request.params.taskId))
  const { task, kind, history, patient } = found
  const now = clock.now()
  const opening = await tasks.openingHours(actor)
  const nameOf = await namesOfStaff(staff, [...holders(task), ...history.flatMap(peopleIn)])
  const ruleOf = await rules.namesIn(actor, history)
  return {
    ...found,
    address: addressOf(task.id),
    list: queryOf(filtersIn(request, tasks.kinds(actor))),
    steps: history.map(step => {
      const [by, to] = peopleIn(step)
      return { ...step, name: nameOf(by), rule: ruleOf(step), assignee: nameOf(to) }
    }),
    outcomeText: outcomeTextOf(kind, task),
    ...heldBy(task, nameOf, now),
    isMine: task.claim?.by === actor.userId,
    mayReassign: roleMay(actor.role, 'reassign-requests'),
    mayFindPatients: roleMay(actor.role, 'find-patients'),
    overdueBy: task.status === 'open' ? overdueBy(task.promisedBy, now, opening) : undefined,
    hidden: { patient: patient.id, version: task.version },
  }
}

/** The page of the task, which leads back to the same list. */
export function backToTask({ tasks }: Services, request: Request): string {
  return addressOf(String(request.params.taskId)) + queryOf(filtersIn(request, tasks.kinds(request.actor)))
}

function addressOf(id: string): string {
  return `/staff/tasks/${id}`
}
