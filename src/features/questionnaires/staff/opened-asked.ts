import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { type QuestionnaireStage, questionnaireSubject, stageOf } from '../questionnaire.ts'
import type { QuestionnaireInFull, QuestionnaireSeen } from '../staff-questionnaires.ts'
import { filterQuery, filtersIn, queryOf } from './questionnaire-filters.ts'

/** What every page of one questionnaire shows to staff. */
export interface OpenedAsked extends QuestionnaireInFull {
  stage: QuestionnaireStage
  /** Of the questionnaire's own page, without `list`. */
  address: string
  /** The query of the list that it was opened from, which every link and form repeats. */
  list: string
  /** Who has reviewed the answers. */
  reviewer: string | undefined
  may: { ask: boolean; findPatients: boolean }
  /** Hidden fields of each form: whose it is, and its version. */
  hidden: { patient: string; version: number }
}

export const askedQuery = filterQuery

/** The entry in the patient's own chain when staff see the questionnaire. */
export const openedAsked: DisclosureOf<OpenedAsked> = {
  action: 'viewed-questionnaire',
  subject: ({ questionnaire }) => questionnaireSubject(questionnaire),
  patientId: ({ patient }) => patient.id,
}

export const seenFields = { patient: z.guid(), version: z.coerce.number().int().positive() }

export function seenOf(
  { params }: Request,
  { patient, version }: z.infer<z.ZodObject<typeof seenFields>>,
): QuestionnaireSeen {
  return { id: String(params.questionnaireId), patientId: patient, version }
}

/** Throws `NotFound` for a questionnaire that is not one of the trust. */
export async function openAsked(
  { clock, staff, staffQuestionnaires }: Services,
  request: Request,
): Promise<OpenedAsked> {
  const { actor, params } = request
  requireStaffPermission(actor, 'read-answers')
  const found = await staffQuestionnaires.find(actor, params.questionnaireId)
  const { patient, questionnaire, response } = found
  const nameOf = await namesOfStaff(staff, [response?.reviewed?.by])
  return {
    ...found,
    stage: stageOf(questionnaire, clock.now()),
    address: `/staff/questionnaires/${questionnaire.id}`,
    list: queryOf(filtersIn(request)),
    reviewer: nameOf(response?.reviewed?.by),
    may: {
      ask: roleMay(actor.role, 'ask-questions'),
      findPatients: roleMay(actor.role, 'find-patients'),
    },
    hidden: { patient: patient.id, version: questionnaire.version },
  }
}
