import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type OpenedTask, openedTask, openTaskPage, seenFields, seenOf, taskQuery } from './opened-task.ts'
import { makeTaskStep } from './task-not-done.ts'

const rules = z.strictObject({ ...seenFields, step: z.enum(['claim', 'release']) })

const view = patientView<OpenedTask>('tasks/view-task', openedTask)

/** One task: what there is to do, and its history. Its forms start the work on it, go on for longer, or stop. */
export function viewTask(services: Services): StaffPage {
  return {
    permission: 'work-tasks',
    query: taskQuery,
    show: async request => view(await openTaskPage(services, request)),
    submit(request) {
      const { step, ...seen } = readOwnForm(rules, request.body)
      return makeTaskStep(services, request, () =>
        services.taskWork[step](request.actor, seenOf(request, seen)),
      )
    },
  }
}
