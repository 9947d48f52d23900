import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { type FormFault, freeText, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { TaskOutcome } from '../tasks.ts'
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

const MISSING = 'Select what has been done'

const rules = z.strictObject({
  ...seenFields,
  outcome: z.string({ error: MISSING }).max(40, MISSING),
  words: freeText(
    MAX_TEXT_LENGTH,
    length => `What you write must be ${MAX_TEXT_LENGTH} characters or less. You have written ${length}.`,
  ),
})

interface Entered {
  outcome?: unknown
  words: string
}

/** `others`: outcomes that only another role may choose. */
type Shown = OpenedTask & {
  outcomes: TaskOutcome[]
  others: TaskOutcome[]
  entered: Entered
  moreTime?: boolean
}

const view = patientView<Shown>('tasks/close-task', openedTask)

/** Asks what has been done, and closes the task with it. */
export function closeTask(services: Services): StaffPage {
  return {
    permission: 'work-tasks',
    query: taskQuery,
    async show(request) {
      const opened = await openTaskPage(services, request)
      if (opened.task.status !== 'open') return redirect(backToTask(services, request))
      return view(withOutcomes(request, opened, { words: '' }))
    },
    async submit(request) {
      const opened = await openTaskPage(services, request)
      const { body } = request
      const entered = { outcome: body?.outcome, words: String(body?.words ?? '') }
      const shown = withOutcomes(request, opened, entered)
      if (wantsToSave(body)) return view({ ...shown, moreTime: true })
      const { answers, faults } = readForm(rules, body)
      if (faults) return view(withFaults(faults, shown), 400)
      const { outcome, words } = answers
      const wrong = faultIn(shown, outcome, words)
      if (wrong) return view(withFaults([wrong], shown), 400)
      const close = () => services.taskWork.close(request.actor, seenOf(request, answers), { outcome, words })
      return makeTaskStep(services, request, close, words || undefined)
    },
  }
}

function withOutcomes({ actor }: Request, opened: OpenedTask, entered: Entered): Shown {
  requireStaffPermission(actor, 'work-tasks')
  const isFor = ({ permission }: TaskOutcome) => !permission || roleMay(actor.role, permission)
  const { outcomes } = opened.kind
  return {
    ...opened,
    outcomes: outcomes.filter(isFor),
    others: outcomes.filter(each => !isFor(each)),
    entered,
  }
}

function faultIn({ outcomes }: Shown, outcome: string, words: string): FormFault | undefined {
  const chosen = outcomes.find(({ name }) => name === outcome)
  if (!chosen) return { text: MISSING, href: '#outcome' }
  if (chosen.needsWords && words === '') return { text: chosen.needsWords, href: '#words' }
  return undefined
}
