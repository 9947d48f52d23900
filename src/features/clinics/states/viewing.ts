import type { State, Step } from '../../../dev/catalogue/state.ts'
import {
  appointmentDay,
  CARDIOLOGY,
  CLINICS,
  CLOSED,
  DIABETES,
  LIST,
  NO_TIMES,
  page,
} from './clinic-state.ts'

const DAY = () => appointmentDay(CARDIOLOGY)
const OPEN_DAY: Step = {
  get open() {
    return DAY()
  },
}
const DAY_TITLE = 'Cardiology clinic, …'

/** Clinics and their days. */
export const viewing: readonly State[] = [
  page('list-clinics', 'nothing is closed', 'Clinics', CLINICS),
  page('list-clinics', 'a day is closed', 'Clinics', DAY, [...CLOSED, LIST]),
  page('view-clinic', 'the next 4 weeks', 'Cardiology clinic', CARDIOLOGY),
  page('view-clinic', 'no times on these days', 'Cardiology clinic', `${CARDIOLOGY}?starting=${NO_TIMES}`),
  page('view-day', 'free and booked times', DAY_TITLE, DAY),
  page('view-day', 'a clinic by phone', 'Diabetes clinic, …', () => appointmentDay(DIABETES)),
  page('view-day', 'times without a clinician', DAY_TITLE, DAY, [], {
    before: ['The free times in cardiology have no clinician yet'],
  }),
  page('view-day', 'closed', DAY_TITLE, DAY, [...CLOSED, OPEN_DAY]),
  page('view-day', 'no times', DAY_TITLE, `${CARDIOLOGY}/day/${NO_TIMES}`),
  page('view-day', 'over', DAY_TITLE, `${CARDIOLOGY}/day/2020-01-06`),
]
