import type { Services } from '../../services.ts'
import { requireStaffPermission } from '../../shared/actor.ts'
import { viewWithoutPatient } from '../../web/outcome.ts'
import type { StaffPage } from '../../web/page.ts'
import type { Feature, ToDo } from '../feature.ts'

const view = viewWithoutPatient<{ toDo?: Omit<ToDo, 'due'>[] }>('staff-log-in/start-page')

/**
 * Says who is logged in, in which role and where, what there is to do, and what this role may open. The layout knows the
 * rest.
 */
export function startPage(services: Services, features: readonly Feature[]): StaffPage {
  return {
    permission: 'use-staff-pages',
    async show({ actor }) {
      requireStaffPermission(actor, 'use-staff-pages')
      const toDo: Omit<ToDo, 'due'>[] = []
      for (const { staffToDo } of features) toDo.push(...((await staffToDo?.(services, actor)) ?? []))
      return view({ toDo })
    },
  }
}
