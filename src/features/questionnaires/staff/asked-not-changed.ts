import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Disclosure, patientView, type Redirect, redirect, type View } from '../../../web/outcome.ts'
import { QuestionnaireChanged } from '../refusals.ts'
import { type OpenedAsked, openAsked, openedAsked } from './opened-asked.ts'
import { filtersIn, queryOf } from './questionnaire-filters.ts'

const view = patientView<OpenedAsked>('questionnaires/asked-not-changed', openedAsked)

/** Makes a step and returns to the questionnaire. If it changed first, such as when the patient sent it, the page says so. */
export async function makeAskedStep(
  services: Services,
  request: Request,
  step: () => Promise<void>,
): Promise<Redirect | View<Disclosure>> {
  try {
    await step()
  } catch (error) {
    if (!(error instanceof QuestionnaireChanged)) throw error
    return view(await openAsked(services, request), 409)
  }
  return redirect(`/staff/questionnaires/${request.params.questionnaireId}${queryOf(filtersIn(request))}`)
}
