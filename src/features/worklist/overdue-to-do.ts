import type { Services } from '../../services.ts'
import type { StaffActor } from '../../shared/actor.ts'
import { roleMay } from '../../shared/permissions.ts'

/** How many requests are past their promise, for the start page of a team lead. */
export async function overdueToDo({ overdue }: Services, actor: StaffActor) {
  if (!roleMay(actor.role, 'reassign-requests')) return []
  const count = await overdue.count(actor)
  if (count === 0) return []
  const text = `${count} ${count === 1 ? 'request is' : 'requests are'} past the promised time`
  return [{ text, to: '/requests/overdue' }]
}
