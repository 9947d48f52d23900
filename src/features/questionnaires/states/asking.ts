import { STAFF_PORTAL, type State, type Step } from '../../../dev/catalogue/state.ts'
import {
  AMIRA,
  CHLOE,
  DAVID,
  ELEANOR,
  FARAH,
  GEORGE,
  HANNAH,
} from '../../../dev/demonstration/nhs-numbers.ts'
import { GRACE, PRIYA } from '../../../dev/demonstration/staff.ts'
import { patientId } from '../../../dev/demonstration/standing-rows.ts'
import { questionnaireId } from '../demonstration.ts'

const LIST = `${STAFF_PORTAL}/questionnaires`
const TITLE = 'Questionnaire: Getting ready for your operation'
const of = (nhsNumber: string, name: string) => `${LIST}/${questionnaireId(nhsNumber, name)}`
const patient = (nhsNumber: string) => `${STAFF_PORTAL}/patients/${patientId(nhsNumber)}/questionnaires`
const READ: Step = { press: 'I have read these answers' }
const ASK = 'Ask this patient to answer a questionnaire'

/** Priya is in the booking team at Fernhollow, and Grace is a clinician there. */
const page = (
  name: string,
  state: string,
  title: string,
  address: string,
  steps: readonly Step[] = [],
  more: Partial<State> = {},
): State => ({ page: `questionnaires/${name}`, state, staff: PRIYA, address, title, steps, ...more })

/** The pages on which staff ask patients, and read their answers. */
export const asking: readonly State[] = [
  page('asked-questionnaires', 'to review', 'Questionnaires', LIST),
  page('asked-questionnaires', 'reviewed', 'Questionnaires', `${LIST}?state=reviewed`),
  page('asked-questionnaires', 'not sent yet', 'Questionnaires', `${LIST}?state=to-answer`),
  page('asked-questionnaires', 'ended', 'Questionnaires', `${LIST}?state=ended`),
  page('asked-questionnaires', 'none that fit', 'Questionnaires', `${LIST}?state=reviewed&flagged=yes`),
  page('asked-questionnaires', 'after the last one', 'Questionnaires', `${LIST}?page=9`),
  page('asked-questionnaires', 'all reviewed', 'Questionnaires', of(CHLOE, 'flagged'), [
    READ,
    { open: of(HANNAH, 'sent') },
    READ,
    { press: 'Back to the list' },
  ]),
  page('usable-questionnaires', 'one', 'What you can ask patients', `${LIST}/usable`),
  page('asked-questionnaire', 'not started, for staff', TITLE, of(AMIRA, 'to-answer')),
  page('asked-questionnaire', 'flagged, to review', TITLE, of(CHLOE, 'flagged')),
  page('asked-questionnaire', 'reviewed', TITLE, of(DAVID, 'reviewed')),
  page('asked-questionnaire', 'answered by phone, for staff', TITLE, of(ELEANOR, 'by-phone')),
  page('asked-questionnaire', 'taken back, for staff', TITLE, of(FARAH, 'revoked')),
  page('asked-questionnaire', 'too late, for staff', TITLE, of(GEORGE, 'expired')),
  page('asked-questionnaire', 'for a clinician', TITLE, of(HANNAH, 'sent'), [], { staff: GRACE }),
  page('asked-questionnaire', 'flagged, for a clinician', TITLE, of(CHLOE, 'flagged'), [], { staff: GRACE }),
  page('ask-questionnaire', 'a patient who may not use the portal', ASK, `${patient('9990000212')}/ask`),
  page(
    'revoke-questionnaire',
    'not started',
    'Take this questionnaire back',
    `${of(AMIRA, 'to-answer')}/revoke`,
  ),
  page('revoke-questionnaire', 'started', 'Take this questionnaire back', `${of(GEORGE, 'expired')}/revoke`),
  page(
    'answered-by-phone',
    'not started',
    'The patient has answered by phone',
    `${of(AMIRA, 'to-answer')}/by-phone`,
  ),
  page(
    'answered-by-phone',
    'started',
    'The patient has answered by phone',
    `${of(GEORGE, 'expired')}/by-phone`,
  ),
  page(
    'asked-not-changed',
    'sent meanwhile',
    'This questionnaire has changed',
    `${of(AMIRA, 'to-answer')}/revoke`,
    [{ meanwhile: 'Amira starts to answer' }, { press: 'Take it back' }],
    { status: 409 },
  ),
  page('patient-questionnaires', 'one to answer', 'Questionnaires of this patient', patient(AMIRA)),
  page('patient-questionnaires', 'one that was sent', 'Questionnaires of this patient', patient(DAVID)),
  page('patient-questionnaires', 'one that was taken back', 'Questionnaires of this patient', patient(FARAH)),
  page('patient-questionnaires', 'none', 'Questionnaires of this patient', patient('9990000131')),
  page('ask-questionnaire', 'asked', ASK, `${patient(AMIRA)}/ask`),
  page(
    'ask-questionnaire',
    'nothing chosen',
    `Error: ${ASK}`,
    `${patient(AMIRA)}/ask`,
    [{ press: 'Ask the patient' }],
    {
      status: 400,
    },
  ),
  page('ask-questionnaire', 'more time, without scripts', ASK, `${patient(AMIRA)}/ask`, [
    { choose: 'Getting ready for your operation' },
    { press: 'Give me more time' },
  ]),
  page('ask-questionnaire', 'no appointment to come', ASK, `${patient('9990000131')}/ask`),
]
