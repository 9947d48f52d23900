import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { requiredText } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { RequestSeen } from '../request-work.ts'
import { requestQuery } from './list-filters.ts'
import { makeStep } from './not-done.ts'
import { openedRequest, openRequest, seenFields, seenOf } from './opened-request.ts'
import { readTyped, type TextShown } from './typed-text.ts'

interface Question {
  template: string
  missing: string
  /** What a fault calls the text. */
  what: string
  step(request: Request, seen: RequestSeen, text: string): Promise<void>
}

function writeText(services: Services, { template, missing, what, step }: Question): StaffPage {
  const rules = z.strictObject({ ...seenFields, text: requiredText(MAX_TEXT_LENGTH, missing, what) })
  const view = patientView<TextShown<'text'>>(template, openedRequest)
  return {
    permission: 'work-requests',
    query: requestQuery,
    show: async request => view({ ...(await openRequest(services, request)), text: '' }),
    async submit(request) {
      const { again, answers } = await readTyped(services, request, 'text', rules, view)
      if (again) return again
      const { text } = answers
      return makeStep(services, request, () => step(request, seenOf(request, answers), text), text)
    },
  }
}

/** Takes the request over from the colleague who is working on it, and says why. */
export function takeOverRequest(services: Services): StaffPage {
  return writeText(services, {
    template: 'worklist/take-over-request',
    missing: 'Enter why you are taking over',
    what: 'Why you are taking over',
    step: (request, seen, text) => services.requestWork.takeOver(request.actor, seen, text),
  })
}

/** Marks the request as urgent, or as normal again, and says why. */
export function changePriority(services: Services): StaffPage {
  return writeText(services, {
    template: 'worklist/change-priority',
    missing: 'Enter the reason',
    what: 'The reason',
    step: (request, seen, text) => services.requestTriage.changePriority(request.actor, seen, text),
  })
}

/** Adds a note that colleagues read and patients do not. */
export function addNote(services: Services): StaffPage {
  return writeText(services, {
    template: 'worklist/add-note',
    missing: 'Enter a note',
    what: 'The note',
    step: (request, seen, text) => services.requestWork.addNote(request.actor, seen, text),
  })
}
