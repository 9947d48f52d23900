import type { State, Step } from '../../../dev/catalogue/state.ts'
import { AMIRA } from '../../../dev/demonstration/nhs-numbers.ts'
import { LIAM } from '../../../dev/demonstration/staff.ts'
import { appointmentId } from '../../appointments/demonstration/appointment.ts'
import { WAS_AWAY } from '../demonstration.ts'
import {
  appointmentDay,
  CARDIOLOGY,
  CLINICS,
  CLOSE,
  CLOSED,
  CONFLICT,
  LIST,
  LISTED,
  MORE_TIME,
  NO_TIMES,
  page,
  REASON,
  SEE,
  WRONG,
} from './clinic-state.ts'

const DAY = () => appointmentDay(CARDIOLOGY)
const WHAT = 'What do you want to close?'
const AFFECTED = 'Who is affected'
const WAS = 'Closed: …'

const SOME: Step = { choose: 'Only the times that I select below' }
const NINE: Step = {
  choose:
    '9am to 9:30am: In person, Outpatients 3, Level 2, Fernhollow General Hospital, with Dr Priya Raman. 0 of 1 booked',
}
const FOR_AMIRA: Step = {
  write: `${appointmentId(AMIRA, 'cardiology')}.worklist`,
  into: 'For Amira Shah',
}
const CLOSE_IT: Step = { press: 'Close it' }
const OPEN: Step = { press: 'Open it again' }
const ANOTHER = 'Another patient is booked in cardiology on the day of the appointment'
const INTERRUPTED: Step[] = [{ meanwhile: 'The closing of the cardiology clinic is interrupted' }]

const AWAY = 'When is the clinician away?'
const DR_RAMAN: Step = { press: 'Dr Priya Raman' }
const FIRST_DAY: Step = { write: '1/3/2100', into: 'First day' }

/** Closing a clinic, and opening it again. */
export const closing: readonly State[] = [
  page('close-clinic', 'asked', WHAT, DAY, [CLOSE]),
  page('close-clinic', 'the clinic has no times', WHAT, `${CARDIOLOGY}/day/${NO_TIMES}`, [CLOSE]),
  page('close-clinic', 'nothing said', `Error: ${WHAT}`, DAY, [CLOSE, SEE], WRONG),
  page('close-clinic', 'no time selected', `Error: ${WHAT}`, DAY, [CLOSE, SOME, REASON, SEE], WRONG),
  page('close-clinic', 'more time, without scripts', WHAT, DAY, [CLOSE, SOME, NINE, REASON, MORE_TIME]),
  page('check-closure', 'one patient', AFFECTED, DAY, LISTED),
  page('check-closure', 'no patient, and one time', AFFECTED, DAY, [CLOSE, SOME, NINE, REASON, SEE]),
  page('check-closure', 'a patient has asked to cancel', AFFECTED, DAY, LISTED, {
    before: ['The booking team notes a request to cancel the cardiology appointment'],
  }),
  page('check-closure', 'more time, without scripts', AFFECTED, DAY, [...LISTED, FOR_AMIRA, MORE_TIME], {
    before: ['The free times in cardiology have no clinician yet'],
  }),
  page(
    'check-closure',
    'a patient was booked meanwhile',
    'Bookings have changed: check again',
    DAY,
    [...LISTED, { meanwhile: ANOTHER }, CLOSE_IT],
    CONFLICT,
  ),
  page(
    'check-closure',
    'a patient was cancelled meanwhile',
    'Bookings have changed: check again',
    DAY,
    [...LISTED, { meanwhile: 'The hospital cancels the cardiology appointment' }, CLOSE_IT],
    CONFLICT,
  ),
  page('view-closure', 'the patient is moved', WAS, DAY, CLOSED),
  page('view-closure', 'for an administrator', WAS, DAY, CLOSED, { staff: LIAM }),
  page('view-closure', 'the patient is on the worklist', WAS, DAY, [...LISTED, FOR_AMIRA, CLOSE_IT]),
  page('view-closure', 'some times, and no patient', WAS, DAY, [CLOSE, SOME, NINE, REASON, SEE, CLOSE_IT]),
  page('list-clinics', 'some times are closed', 'Clinics', DAY, [
    CLOSE,
    SOME,
    NINE,
    REASON,
    SEE,
    CLOSE_IT,
    LIST,
  ]),
  page('view-closure', 'a patient is left', WAS, DAY, [...LISTED, CLOSE_IT, ...INTERRUPTED, { open: '' }]),
  page('view-closure', 'carried on with the patient who was left', WAS, DAY, [
    ...LISTED,
    CLOSE_IT,
    ...INTERRUPTED,
    { open: '' },
    { press: 'Continue with the next patients' },
  ]),
  page('view-closure', 'open again', 'Open again: …', DAY, [...CLOSED, OPEN, OPEN]),
  page('view-closure', 'a clinician was away', WAS, `${CLINICS}/closures/${WAS_AWAY}`, [], {
    before: ['The cardiologist was away for two days last week'],
  }),
  page('list-clinicians', 'several', 'Clinicians', `${CLINICS}/clinicians`),
  page('close-clinician', 'asked', AWAY, `${CLINICS}/clinicians`, [DR_RAMAN]),
  page('close-clinician', 'nothing said', `Error: ${AWAY}`, `${CLINICS}/clinicians`, [DR_RAMAN, SEE], WRONG),
  page(
    'close-clinician',
    'no last day',
    `Error: ${AWAY}`,
    `${CLINICS}/clinicians`,
    [DR_RAMAN, FIRST_DAY, SEE],
    WRONG,
  ),
  page('close-clinician', 'more time, without scripts', AWAY, `${CLINICS}/clinicians`, [
    DR_RAMAN,
    REASON,
    MORE_TIME,
  ]),
  page('reopen-clinic', 'a patient was moved', 'Open it again?', DAY, [...CLOSED, OPEN]),
  page('reopen-clinic', 'a patient is left', 'Open it again?', DAY, [...CLOSED, ...INTERRUPTED, OPEN]),
]
