import type { State, Step } from '../../../dev/catalogue/state.ts'
import { AMIRA } from '../../../dev/demonstration/nhs-numbers.ts'
import { TOM } from '../../../dev/demonstration/staff.ts'
import { CONFLICT, DETAILS, page, patientOf, WRONG } from './patient-state.ts'

const PETER = '9990000212'
const OUT = 'Take this patient out of the portal'
const OPEN: Step = { press: 'Take the patient out of the portal' }
const WHY: Step = { write: 'She asked us to.', into: 'The reason' }
const TAKE_OUT: Step = { press: 'Take the patient out' }
const CHANGED = 'This patient has changed'
const lead = { staff: TOM }

/** Taking a patient out of the portal, and letting them in again. */
export const access: readonly State[] = [
  page('change-access', 'to take out', OUT, patientOf(AMIRA), [OPEN], lead),
  page(
    'change-access',
    'to let in',
    'Let this patient in again',
    patientOf(AMIRA),
    [{ press: 'Let the patient in again' }],
    { ...lead, before: ['Fernhollow takes Amira out of the portal'] },
  ),
  page('view-patient', 'taken out by the PAS', DETAILS, patientOf(PETER), [], lead),
  page('change-access', 'no reason', `Error: ${OUT}`, patientOf(AMIRA), [OPEN, TAKE_OUT], {
    ...lead,
    ...WRONG,
  }),
  page(
    'change-access',
    'more time, without scripts',
    OUT,
    patientOf(AMIRA),
    [OPEN, WHY, { press: 'Give me more time' }],
    lead,
  ),
  page('view-patient', 'taken out, with a history', DETAILS, patientOf(AMIRA), [OPEN, WHY, TAKE_OUT], lead),
  page('view-patient', 'taken out by another trust', DETAILS, patientOf(AMIRA), [], {
    ...lead,
    before: ['Castlemere takes Amira out of the portal'],
  }),
  page(
    'not-changed',
    'a colleague was first',
    CHANGED,
    patientOf(AMIRA),
    [OPEN, WHY, { meanwhile: 'Fernhollow takes Amira out of the portal' }, TAKE_OUT],
    { ...lead, ...CONFLICT },
  ),
  page(
    'not-changed',
    'the hospital was first',
    CHANGED,
    patientOf(AMIRA),
    [OPEN, WHY, { meanwhile: 'The hospital updates Amira’s details' }, TAKE_OUT],
    { ...lead, ...CONFLICT },
  ),
]
