import type { Services } from '../../services.ts'
import type { StaffActor } from '../../shared/actor.ts'
import { roleMay } from '../../shared/permissions.ts'

/** For the start page of a member of staff: the open tasks that are assigned to them. */
export async function tasksToDo({ tasks }: Services, actor: StaffActor) {
  if (!roleMay(actor.role, 'work-tasks')) return []
  const { assignedToMe } = await tasks.count(actor)
  if (assignedToMe === 0) return []
  const are = assignedToMe === 1 ? 'task is' : 'tasks are'
  return [{ text: `${assignedToMe} open ${are} assigned to you`, to: '/tasks?assignee=me' }]
}
