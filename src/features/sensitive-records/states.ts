import { STAFF_PORTAL, type State, type Step } from '../../dev/catalogue/state.ts'
import { ROSE } from '../../dev/demonstration/nhs-numbers.ts'
import { DANIEL, HELEN, PRIYA } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import { STATED_LATELY } from './demonstration.ts'

const ROSES = `${STAFF_PORTAL}/patients/${patientId(ROSE)}`
const LIST = `${STAFF_PORTAL}/audit/stated-reasons`
const LATELY = `${LIST}/${STATED_LATELY}`

const TODAY = 'A colleague has opened a sensitive record today'
const LATE = 'A colleague opened a sensitive record 9 days ago'
const JUSTIFIED = 'The reason of today is found justified'
const NOT_JUSTIFIED = 'The reason of today is found not justified'

const WHY = 'Why do you need to open this record?'
const REASONS = 'Reasons for opening sensitive records'
const REASON = 'Reason for opening a sensitive record'
const OPEN: Step = { press: 'Open the record' }
const SAVE: Step = { press: 'Save the review' }
const MORE_TIME: Step = { press: 'Give me more time' }
const GIVEN: readonly Step[] = [
  { choose: 'To book, move or cancel an appointment' },
  { write: 'The ward has asked us to move her appointment.', into: 'Explanation' },
]
const WRONG = { status: 400 }

const asking = (state: string, title: string, steps: readonly Step[], more: Partial<State> = {}): State => ({
  page: 'sensitive-records/state-reason',
  state,
  staff: PRIYA,
  address: ROSES,
  title,
  steps,
  ...more,
})

const auditing = (
  name: string,
  state: string,
  title: string,
  address: string,
  before: readonly string[],
  more: Partial<State> = {},
): State => ({ page: `sensitive-records/${name}`, state, staff: HELEN, address, title, before, ...more })

export const states: readonly State[] = [
  asking('asked', WHY, []),
  asking('nothing given', `Error: ${WHY}`, [OPEN], WRONG),
  asking('more time, without scripts', WHY, [...GIVEN, MORE_TIME]),
  asking('given, and the record is open', 'Patient details', [...GIVEN, OPEN], {
    page: 'staff-patients/view-patient',
  }),
  auditing('list-stated-reasons', 'none to review', REASONS, LIST, [], { staff: DANIEL }),
  auditing('list-stated-reasons', 'to review, one of them late', REASONS, LIST, [TODAY, LATE]),
  auditing('list-stated-reasons', 'none of them late', REASONS, LIST, [TODAY]),
  auditing('list-stated-reasons', 'more than fit on a page', REASONS, LIST, [
    'Colleagues have opened sensitive records 26 times',
  ]),
  auditing(
    'list-stated-reasons',
    'after the last one',
    REASONS,
    `${LIST}?after=9999999999999.${STATED_LATELY}`,
    [],
  ),
  auditing('list-stated-reasons', 'reviewed, and justified', REASONS, `${LIST}?state=reviewed`, [
    TODAY,
    JUSTIFIED,
  ]),
  auditing('list-stated-reasons', 'reviewed, and not justified', REASONS, `${LIST}?state=reviewed`, [
    TODAY,
    NOT_JUSTIFIED,
  ]),
  auditing('list-stated-reasons', 'none reviewed yet', REASONS, `${LIST}?state=reviewed`, [], {
    staff: DANIEL,
  }),
  auditing('review-stated-reason', 'to review', REASON, LATELY, [TODAY]),
  auditing('review-stated-reason', 'nothing entered', `Error: ${REASON}`, LATELY, [TODAY], {
    steps: [SAVE],
    ...WRONG,
  }),
  auditing('review-stated-reason', 'more time, without scripts', REASON, LATELY, [TODAY], {
    steps: [{ write: 'I have asked her team lead.', into: 'Note' }, MORE_TIME],
  }),
  auditing('review-stated-reason', 'justified', REASON, LATELY, [TODAY, JUSTIFIED]),
  auditing('review-stated-reason', 'not justified', REASON, LATELY, [TODAY, NOT_JUSTIFIED]),
  auditing(
    'review-stated-reason',
    'a colleague was first',
    'A colleague has reviewed this reason',
    LATELY,
    [TODAY],
    {
      steps: [
        { choose: 'Yes, it was justified' },
        { write: 'Nobody had phoned.', into: 'Note' },
        { meanwhile: JUSTIFIED },
        SAVE,
      ],
      status: 409,
    },
  ),
]
