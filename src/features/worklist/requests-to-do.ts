import type { Services } from '../../services.ts'
import type { StaffActor } from '../../shared/actor.ts'
import { roleMay } from '../../shared/permissions.ts'

/**
 * What waits for a member of staff, for their start page: for a team lead the requests past their promise, and for all who
 * work on requests those assigned to them and the patients to be told.
 */
export async function requestsToDo({ overdue, worklist }: Services, actor: StaffActor) {
  if (!roleMay(actor.role, 'work-requests')) return []
  const late = roleMay(actor.role, 'reassign-requests') ? await overdue.count(actor) : 0
  const { assignedToMe } = await worklist.count(actor)
  const untold = await worklist.countUntold(actor)
  return [
    { count: late, one: 'request is', more: 'requests are', rest: 'past the promised time', to: '/overdue' },
    {
      count: assignedToMe,
      one: 'open request is',
      more: 'open requests are',
      rest: 'assigned to you',
      to: '?assignee=me',
    },
    {
      count: untold,
      one: 'patient has',
      more: 'patients have',
      rest: 'to be told the outcome of a request',
      to: '/to-tell',
    },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, one, more, rest, to }) => ({
      text: `${count} ${count === 1 ? one : more} ${rest}`,
      to: `/requests${to}`,
    }))
}
