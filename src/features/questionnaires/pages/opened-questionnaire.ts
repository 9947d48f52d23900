import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import type { DisclosureOf } from '../../../web/outcome.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import {
  type Questionnaire,
  type QuestionnaireStage,
  questionnaireSubject,
  stageOf,
} from '../questionnaire.ts'

export const QUESTIONNAIRES = '/patient-portal/questionnaires'

export function addressOf({ id }: Pick<Questionnaire, 'id'>): string {
  return `/patient-portal/questionnaire/${id}`
}

/** What every page of one questionnaire shows. */
export interface OpenedQuestionnaire {
  questionnaire: Questionnaire
  stage: QuestionnaireStage
  address: string
  /** Undefined if it is about none, or about one that the patient may not see any more. */
  appointment: Appointment | undefined
}

export const openedQuestionnaire: DisclosureOf<{ questionnaire: Questionnaire }> = {
  action: 'viewed-questionnaire',
  subject: ({ questionnaire }) => questionnaireSubject(questionnaire),
}

/** Throws `NotTheirs` for a questionnaire that is not this patient's. */
export async function openQuestionnaire(
  services: Services,
  { actor, params }: Pick<Request, 'actor' | 'params'>,
): Promise<OpenedQuestionnaire> {
  const found = await services.questionnaires.find(actor, params.questionnaireId)
  return withAppointment(services, actor, found)
}

export async function withAppointment(
  { appointments, clock }: Services,
  actor: Request['actor'],
  questionnaire: Questionnaire,
): Promise<OpenedQuestionnaire> {
  const { appointmentId } = questionnaire
  return {
    questionnaire,
    stage: stageOf(questionnaire, clock.now()),
    address: addressOf(questionnaire),
    appointment: appointmentId ? await appointments.findIfTheirs(actor, appointmentId) : undefined,
  }
}
