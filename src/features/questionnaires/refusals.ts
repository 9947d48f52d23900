import type { Questionnaire } from './questionnaire.ts'

/*
 * Expected refusals. Nothing has been changed.
 */

/** The questionnaire cannot be answered any more: it was sent, taken back, answered by phone, or it is too late. */
export class QuestionnaireEnded extends Error {
  readonly questionnaire: Questionnaire

  constructor(questionnaire: Questionnaire) {
    super('The questionnaire cannot be answered any more')
    this.questionnaire = questionnaire
  }
}

/** The answers have been saved in another tab or on another device since the page was opened. */
export class AnswersChanged extends Error {}

/** For staff: the questionnaire has changed since they opened the page. */
export class QuestionnaireChanged extends Error {}
