import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { readForm, requiredText, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { TaskSeen } from '../task-once.ts'
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

type Shown = OpenedTask & { text: string; moreTime?: boolean }

interface Question {
  template: string
  missing: string
  /** What a fault calls the text. */
  what: string
  step(request: Request, seen: TaskSeen, text: string): Promise<void>
}

function writeOnTask(services: Services, { template, missing, what, step }: Question): StaffPage {
  const rules = z.strictObject({ ...seenFields, text: requiredText(MAX_TEXT_LENGTH, missing, what) })
  const view = patientView<Shown>(template, openedTask)
  return {
    permission: 'work-tasks',
    query: taskQuery,
    async show(request) {
      const opened = await openTaskPage(services, request)
      return opened.task.status === 'open'
        ? view({ ...opened, text: '' })
        : redirect(backToTask(services, request))
    },
    async submit(request) {
      const typed = async () => ({
        ...(await openTaskPage(services, request)),
        text: String(request.body?.text ?? ''),
      })
      if (wantsToSave(request.body)) return view({ ...(await typed()), moreTime: true })
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, await typed()), 400)
      const { text } = answers
      return makeTaskStep(services, request, () => step(request, seenOf(request, answers), text), text)
    },
  }
}

/** Takes the task over from the colleague who is working on it, and says why. */
export function takeOverTask(services: Services): StaffPage {
  return writeOnTask(services, {
    template: 'tasks/take-over-task',
    missing: 'Enter why you are taking over',
    what: 'Why you are taking over',
    step: (request, seen, text) => services.taskWork.takeOver(request.actor, seen, text),
  })
}

/** Marks the task as urgent, or as normal again, and says why. */
export function changeTaskPriority(services: Services): StaffPage {
  return writeOnTask(services, {
    template: 'tasks/change-task-priority',
    missing: 'Enter the reason',
    what: 'The reason',
    step: (request, seen, text) => services.taskTriage.changePriority(request.actor, seen, text),
  })
}

/** Adds a note that colleagues read and patients do not. */
export function addTaskNote(services: Services): StaffPage {
  return writeOnTask(services, {
    template: 'tasks/add-task-note',
    missing: 'Enter a note',
    what: 'The note',
    step: (request, seen, text) => services.taskWork.addNote(request.actor, seen, text),
  })
}
