import type { State, Step } from '../../../dev/catalogue/state.ts'
import { CARDIOLOGY, MORE_TIME, page, WRONG } from './clinic-state.ts'

const WHICH = 'Which times do you want to add?'
const CHECK = 'Check the times'
const ADD: Step = { press: 'Add times' }
const SEE: Step = { press: 'Check the times' }

const times = (first: string, last: string): Step[] => [
  ADD,
  { write: first, into: 'First day' },
  { write: last, into: 'Last day' },
  { choose: 'Monday' },
  { write: '9:00', into: 'The first time begins at' },
  { write: '10:00', into: 'The last time ends at' },
  { write: '20', into: 'Minutes for each time' },
  { write: '1', into: 'Patients for each time' },
  { choose: 'By phone' },
]

/** Adding times to a clinic. The dates are far from the demonstration's own. */
export const adding: readonly State[] = [
  page('add-slots', 'asked', WHICH, CARDIOLOGY, [ADD]),
  page('add-slots', 'nothing said', `Error: ${WHICH}`, CARDIOLOGY, [ADD, SEE], WRONG),
  page('add-slots', 'more time, without scripts', WHICH, CARDIOLOGY, [
    ...times('1/3/2100', '31/3/2100'),
    MORE_TIME,
  ]),
  page('add-slots', 'to change the times', WHICH, CARDIOLOGY, [
    ...times('1/3/2100', '31/3/2100'),
    SEE,
    { press: 'Change the times' },
  ]),
  page('check-slots', 'several', CHECK, CARDIOLOGY, [...times('1/3/2100', '31/3/2100'), SEE]),
  page('view-clinic', 'times are added', 'Cardiology clinic', CARDIOLOGY, [
    ...times('1/3/2100', '31/3/2100'),
    SEE,
    { press: 'Add the times' },
  ]),
  page('check-slots', 'none', CHECK, CARDIOLOGY, [...times('2/3/2100', '3/3/2100'), SEE]),
  page('check-slots', 'too many', CHECK, CARDIOLOGY, [...times('1/3/2100', '31/3/2110'), SEE]),
  page('check-slots', 'they overlap', CHECK, CARDIOLOGY, [
    ...times('1/3/2100', '31/3/2100'),
    SEE,
    { press: 'Add the times' },
    ...times('1/3/2100', '31/3/2100'),
    SEE,
  ]),
]
