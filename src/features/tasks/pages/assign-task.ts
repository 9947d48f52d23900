import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm, wantsToSave } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Colleague } from '../../staff/staff.ts'
import { assigneeField } from '../../staff-work/staff-work.ts'
import {
  backToTask,
  type OpenedTask,
  openedTask,
  openTaskPage,
  seenFields,
  seenOf,
  taskQuery,
} from './opened-task.ts'
import { makeTaskStep } from './task-not-done.ts'

const rules = z.strictObject({ ...seenFields, assignee: assigneeField })

/** `chosen`: the value of the colleague who is selected. */
type Shown = OpenedTask & { colleagues: Colleague[]; chosen: unknown; moreTime?: boolean }

const view = patientView<Shown>('tasks/assign-task', openedTask)

/** Asks to whom the task is assigned. */
export function assignTask(services: Services): StaffPage {
  const { taskTriage } = services
  return {
    permission: 'reassign-requests',
    query: taskQuery,
    async show(request) {
      const opened = await openTaskPage(services, request)
      const { kind, task } = opened
      if (task.status !== 'open') return redirect(backToTask(services, request))
      const colleagues = await taskTriage.colleagues(request.actor, [kind])
      return view({ ...opened, colleagues, chosen: task.assignedTo })
    },
    async submit(request) {
      const { actor, body } = request
      if (wantsToSave(body)) {
        const opened = await openTaskPage(services, request)
        const colleagues = await taskTriage.colleagues(actor, [opened.kind])
        return view({ ...opened, colleagues, chosen: body.assignee, moreTime: true })
      }
      const { assignee, ...seen } = readOwnForm(rules, body)
      return makeTaskStep(services, request, () => taskTriage.assign(actor, seenOf(request, seen), assignee))
    },
  }
}
