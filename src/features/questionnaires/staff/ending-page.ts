import { z } from 'zod'
import type { Services } from '../../../services.ts'
import type { Actor } from '../../../shared/actor.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { type Disclosure, redirect, type View } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { QuestionnaireSeen } from '../staff-questionnaires.ts'
import { makeAskedStep } from './asked-not-changed.ts'
import { askedQuery, type OpenedAsked, openAsked, seenFields, seenOf } from './opened-asked.ts'

const rules = z.strictObject(seenFields)

/** A page that asks before it ends a questionnaire that is still to be answered. Also one that is too late for the patient. */
export function endingPage(
  services: Services,
  view: (values: OpenedAsked) => View<Disclosure>,
  end: (actor: Actor, seen: QuestionnaireSeen) => Promise<void>,
): StaffPage {
  return {
    permission: 'ask-questions',
    query: askedQuery,
    async show(request) {
      const opened = await openAsked(services, request)
      const isOpen = ['requested', 'in-progress', 'expired'].includes(opened.stage)
      return isOpen ? view(opened) : redirect(opened.address + opened.list)
    },
    submit(request) {
      const seen = seenOf(request, readOwnForm(rules, request.body))
      return makeAskedStep(services, request, () => end(request.actor, seen))
    },
  }
}
