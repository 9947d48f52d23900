import { STAFF_PORTAL, type State, type Step } from '../../dev/catalogue/state.ts'
import { AMIRA, MARGARET } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE, DANIEL, HELEN } from '../../dev/demonstration/staff.ts'

const LOG = `${STAFF_PORTAL}/audit`
const TITLE = 'Audit log'
const EVERYONE_LOOKS = 'Hospital staff, the NHS App and a job look at Amira’s information'
const lookFor = (nhsNumber: string): readonly Step[] => [
  { write: nhsNumber, into: 'NHS number' },
  { press: 'Show the entries about this patient' },
]

/** Helen is the auditor of Fernhollow, and Daniel of Castlemere. */
const log = (state: string, query = '', more: Partial<State> = {}): State => ({
  page: 'audit-log/view-audit-log',
  state,
  staff: HELEN,
  address: LOG + query,
  title: TITLE,
  ...more,
})

const ofPatient = (state: string, more: Partial<State> = {}): State => ({
  page: 'audit-log/view-patient-log',
  state,
  staff: HELEN,
  address: LOG,
  steps: lookFor(AMIRA),
  title: 'Audit log of one patient',
  ...more,
})

export const states: readonly State[] = [
  log('what everyone did', '', { before: [EVERYONE_LOOKS] }),
  log('what a colleague of the booking team did', `?staff=${COLLEAGUE}&who=staff`, {
    before: [EVERYONE_LOOKS],
  }),
  log('what one colleague did', `?staff=${COLLEAGUE}`, { staff: DANIEL }),
  log('someone who is no colleague', '?staff=00000000-0000-4000-8000-000000000000'),
  log('none matches the filter', '?who=nhs-app', { staff: DANIEL }),
  log('after the oldest entry', '?after=100000000000.1.trust'),
  log('more than fit on a page', '', { before: Array.from({ length: 26 }, () => EVERYONE_LOOKS) }),
  log('wrong days', '?from=2026-02-30&to=2026-02-31', { title: `Error: ${TITLE}`, status: 400 }),
  log('no NHS number', '', {
    steps: [{ press: 'Show the entries about this patient' }],
    title: `Error: ${TITLE}`,
    status: 400,
  }),
  log('more time, without scripts', '', {
    steps: [{ write: '999 000', into: 'NHS number' }, { press: 'Give me more time' }],
  }),
  ofPatient('what everyone did', { before: [EVERYONE_LOOKS] }),
  ofPatient('nothing yet'),
  ofPatient('more than fit on a page', { before: Array.from({ length: 13 }, () => EVERYONE_LOOKS) }),
  ofPatient('an entry was changed', { before: [EVERYONE_LOOKS, 'Someone changes an entry about Amira'] }),
  ofPatient('no such patient', { steps: lookFor(MARGARET), title: 'No patient found in the audit log' }),
]
