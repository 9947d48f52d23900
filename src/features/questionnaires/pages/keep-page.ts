import type { z } from 'zod'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { enteredIn } from '../../../web/forms.ts'
import type { Keep } from '../../../web/session/late-forms.ts'
import type { Page } from '../answers/path.ts'
import { openQuestionnaire } from './opened-questionnaire.ts'
import { isOpen, pageWithKey, readSurvey, type Survey } from './survey.ts'
import { keySent } from './survey-sent.ts'

/** Keeps what was entered on a page, for "Save and carry on" and for a form that arrives too late. */
export function keepPage<Kind extends Page['kind']>(
  services: Services,
  kind: Kind,
  rulesOf: (survey: Survey, page: Extract<Page, { kind: Kind }>) => z.ZodObject,
): Keep {
  return async (actor, request) => {
    const opened = await openQuestionnaire(services, { actor, params: request.params })
    const survey = await readSurvey(services, opened)
    const at = pageWithKey(survey, kind, keySent(request))
    if (!at) throw new BadRequest()
    const { page, version: _seen, ...entered } = enteredIn(rulesOf(survey, at.page), request.body)
    // What has ended takes no answer any more, and its page says so.
    if (isOpen(survey)) await services.answering.keep(actor, survey.questionnaire.id, String(page), entered)
  }
}
