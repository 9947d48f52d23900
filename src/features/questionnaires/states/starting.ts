import { PORTAL, type State } from '../../../dev/catalogue/state.ts'
import {
  AMIRA,
  BRIAN,
  CHLOE,
  DAVID,
  ELEANOR,
  FARAH,
  GEORGE,
  HANNAH,
  MARGARET,
} from '../../../dev/demonstration/nhs-numbers.ts'
import { questionnaireId } from '../demonstration.ts'

const of = (nhsNumber: string, name: string) => `${PORTAL}/questionnaire/${questionnaireId(nhsNumber, name)}`
const TITLE = 'Getting ready for your operation'

const page = (name: string, state: string, title: string, more: Partial<State> = {}): State => ({
  page: `questionnaires/${name}`,
  state,
  person: AMIRA,
  address: of(AMIRA, 'to-answer'),
  title,
  ...more,
})

/** The list of questionnaires, the start page of one in each state, and answers that were sent. */
export const starting: readonly State[] = [
  page('list-questionnaires', 'one to answer', 'Your questionnaires', {
    address: `${PORTAL}/questionnaires`,
  }),
  ...(
    [
      ['none', MARGARET],
      ['one that was started', BRIAN],
      ['one that was sent', HANNAH],
      ['one that was answered by phone', ELEANOR],
      ['one that was taken back', FARAH],
      ['one that is too late', GEORGE],
    ] as const
  ).map(([state, person]) =>
    page('list-questionnaires', state, 'Your questionnaires', {
      person,
      address: `${PORTAL}/questionnaires`,
    }),
  ),
  page('view-questionnaire', 'not started', TITLE, {}),
  page('view-questionnaire', 'started', TITLE, { person: BRIAN, address: of(BRIAN, 'started') }),
  page('view-questionnaire', 'sent', `You have answered: ${TITLE}`, {
    person: DAVID,
    address: of(DAVID, 'reviewed'),
  }),
  page('view-questionnaire', 'answered by phone', `You have answered: ${TITLE}`, {
    person: ELEANOR,
    address: of(ELEANOR, 'by-phone'),
  }),
  page('view-questionnaire', 'taken back', `You do not need to answer: ${TITLE}`, {
    person: FARAH,
    address: of(FARAH, 'revoked'),
  }),
  page('view-questionnaire', 'too late', `It is too late to answer: ${TITLE}`, {
    person: GEORGE,
    address: of(GEORGE, 'expired'),
  }),
  page('view-answers', 'nothing flagged', `Your answers: ${TITLE}`, {
    person: HANNAH,
    address: `${of(HANNAH, 'sent')}/answers`,
  }),
  page('view-answers', 'a flagged answer', `Your answers: ${TITLE}`, {
    person: CHLOE,
    address: `${of(CHLOE, 'flagged')}/answers`,
  }),
]
