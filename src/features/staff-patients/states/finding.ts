import type { State, Step } from '../../../dev/catalogue/state.ts'
import { AMIRA, BRIAN, CHLOE, DAVID, WINSTON, XIAOLONG } from '../../../dev/demonstration/nhs-numbers.ts'
import { AOIFE, SOFIA } from '../../../dev/demonstration/staff.ts'
import { patientId } from '../../../dev/demonstration/standing-rows.ts'
import { appointmentId } from '../../appointments/demonstration/appointment.ts'
import { holdingPatient } from '../../appointments/demonstration/not-shown.ts'
import { DETAILS, LIST, page, patientOf, WRONG } from './patient-state.ts'

const PETER = '9990000212'
const TITLE = 'Patients'
const FOUND = 'Patients found'
const HER_LIST = 'What the patient sees'
const AS_AMIRA = `${patientOf(AMIRA)}/as-patient/${appointmentId(AMIRA, 'cardiology')}`
const FIND: Step = { press: 'Find patients' }
const tooLong = 'x'.repeat(101)

/** The list, searches, and a patient without anything to change. */
export const finding: readonly State[] = [
  page('list-patients', 'all patients', TITLE, LIST),
  page('list-patients', 'no patient matches the filter', TITLE, `${LIST}?access=barred`, [], {
    staff: SOFIA,
  }),
  page('list-patients', 'those with appointments to come', TITLE, `${LIST}?upcoming=yes&access=allowed`),
  page('list-patients', 'after the last patient', TITLE, `${LIST}?after=${patientId(XIAOLONG)}`),
  page('list-patients', 'nothing entered', `Error: ${TITLE}`, LIST, [FIND], WRONG),
  page(
    'list-patients',
    'a wrong number and long names',
    `Error: ${TITLE}`,
    LIST,
    [
      { write: '999 000 0019', into: 'NHS number' },
      { write: tooLong, into: 'Family name' },
      { write: tooLong, into: 'Given name' },
      FIND,
    ],
    WRONG,
  ),
  page(
    'list-patients',
    'no date',
    `Error: ${TITLE}`,
    LIST,
    [{ write: 'Shah', into: 'Family name' }, { write: '31', into: 'Day' }, FIND],
    WRONG,
  ),
  page('list-patients', 'more time, without scripts', TITLE, LIST, [
    { write: 'Shah', into: 'Family name' },
    { press: 'Give me more time' },
  ]),
  page('found-patients', 'one found by NHS number', FOUND, LIST, [
    { write: '999 000 0018', into: 'NHS number' },
    FIND,
  ]),
  page('found-patients', 'one who may not use the portal', FOUND, LIST, [
    { write: 'novak', into: 'Family name' },
    FIND,
  ]),
  page('found-patients', 'none', 'No patient found', LIST, [{ write: 'Nobody', into: 'Family name' }, FIND]),
  page('view-patient', 'appointments to come and past', DETAILS, patientOf(AMIRA)),
  page('view-patient', 'may not use the portal', DETAILS, patientOf(PETER)),
  page('view-patient', 'no appointment to come', DETAILS, patientOf(DAVID), [], { staff: SOFIA }),
  page('view-patient', 'one is marked as hidden', DETAILS, patientOf(holdingPatient)),
  page('view-patient', 'the trust hides two', DETAILS, patientOf(holdingPatient), [], { staff: SOFIA }),
  page('view-patient', 'an open request to cancel', DETAILS, patientOf(BRIAN), [], { staff: SOFIA }),
  page('view-patient', 'an open request for another time', DETAILS, patientOf(CHLOE), [], { staff: SOFIA }),
  page('view-patient', 'the hospital owes another time', DETAILS, patientOf(AMIRA), [], {
    before: [
      'The booking team notes a request to reschedule the cardiology appointment',
      'The hospital cancels the cardiology appointment',
    ],
  }),
  page('list-as-patient', 'upcoming, and past', HER_LIST, `${patientOf(AMIRA)}/as-patient`),
  page('list-as-patient', 'nothing is shown online', HER_LIST, `${patientOf(PETER)}/as-patient`),
  page('list-as-patient', 'many pages', HER_LIST, `${patientOf(WINSTON)}/as-patient`),
  page(
    'appointment-as-patient',
    'booked',
    'What the patient sees: Cardiology (heart) appointment…',
    AS_AMIRA,
  ),
  page(
    'appointment-as-patient',
    'asked to cancel',
    'What the patient sees: Cardiology (heart) appointment…',
    AS_AMIRA,
    [],
    {
      before: ['The booking team notes a request to cancel the cardiology appointment'],
    },
  ),
  page('view-patient', 'an open request, for an administrator', DETAILS, patientOf(BRIAN), [], {
    staff: AOIFE,
  }),
]
