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
  SAMUEL,
  WILHELMINA,
  WINSTON,
  XIAOLONG,
  ZOE,
} from '../../../dev/demonstration/nhs-numbers.ts'
import { addressOf, CARDIOLOGY, DERMATOLOGY } from '../demonstration/addresses.ts'

const LIST = `${PORTAL}/appointments`

const list = (state: string, person: string, address = LIST, more: Pick<State, 'inside'> = {}): State => ({
  page: 'appointments/list-appointments',
  state,
  person,
  address,
  title: 'Your hospital appointments',
  ...more,
})

/** One state of the page of an appointment, whose title goes on with the sentence about it. */
const one = (
  state: string,
  title: string,
  [person, address]: [string, string],
  more: Pick<State, 'inside' | 'before'> = {},
): State => ({
  page: 'appointments/view-appointment',
  state,
  person,
  address,
  title: `${title}. …`,
  ...more,
})

const of = (person: string, name: string): [string, string] => [person, addressOf(person, name)]
const cardiology = (state: string, ...before: NonNullable<State['before']>) =>
  one(state, 'Cardiology (heart) appointment', [AMIRA, CARDIOLOGY], { before })

/** The list, and one appointment in each state. */
export const viewing: readonly State[] = [
  list('none', MARGARET),
  list('one to come, none past', XIAOLONG),
  list('several, of every outcome', DAVID),
  list('pending cancellation', BRIAN),
  list('pending reschedule', CHLOE),
  list('by phone and by video', ELEANOR),
  list('hospital stays', FARAH),
  list('very long names', WILHELMINA),
  list('200: the first of their pages', WINSTON),
  list('200: in the middle', WINSTON, `${LIST}?upcoming=2&past=4`),
  list('200: the last of their pages', WINSTON, `${LIST}?upcoming=2&past=8`),
  list('inside the NHS App', DAVID, LIST, { inside: 'NHS App on a phone' }),

  cardiology('booked, to be changed at once'),
  one('booked, changes are asked for', 'Dermatology (skin) appointment', [AMIRA, DERMATOLOGY]),
  one(
    'cancelled at once, moved on request',
    'Neurology (brain and nerves) appointment',
    of(ZOE, 'neurology'),
  ),
  one('inside the NHS App', 'Cardiology (heart) appointment', [AMIRA, CARDIOLOGY], {
    inside: 'NHS App on a phone',
  }),
  one('by phone', 'Diabetes appointment', of(ELEANOR, 'phone')),
  one('by phone, a request to cancel is open', 'Cardiology (heart) appointment', [AMIRA, CARDIOLOGY], {
    before: [
      'The cardiology appointment becomes a phone call',
      'The booking team notes a request to cancel the cardiology appointment',
    ],
  }),
  one('by phone, over', 'Diabetes appointment', of(ELEANOR, 'past-phone')),
  one('by video', 'Respiratory medicine (lungs and breathing) appointment', of(ELEANOR, 'video')),
  one('a stay of several days', 'Hip replacement appointment', of(FARAH, 'hip')),
  one('a day case', 'Endoscopy appointment', of(FARAH, 'day-case')),
  one('attended', 'Ear, nose and throat appointment', of(AMIRA, 'ent')),
  one('missed', 'Trauma and orthopaedics (bones and joints) appointment', of(DAVID, 'missed')),
  one(
    'cancelled by the patient',
    'Cancelled: Cardiology (heart) appointment',
    of(DAVID, 'cancelled-by-patient'),
  ),
  one(
    'cancelled by the hospital',
    'Cancelled: Trauma and orthopaedics (bones and joints) appointment',
    of(DAVID, 'cancelled-by-hospital'),
  ),
  one(
    'cancelled by the patient, inside the NHS App',
    'Cancelled: Cardiology (heart) appointment',
    of(DAVID, 'cancelled-by-patient'),
    { inside: 'NHS App on a phone' },
  ),
  one(
    'pending cancellation',
    'Trauma and orthopaedics (bones and joints) appointment',
    of(BRIAN, 'asked-to-cancel'),
  ),
  one('pending reschedule', 'Dermatology (skin) appointment', of(CHLOE, 'asked-to-move')),
  {
    ...one('cancelled while another time is looked for', 'Cancelled: Cardiology (heart) appointment', [
      AMIRA,
      CARDIOLOGY,
    ]),
    before: [
      'The booking team notes a request to reschedule the cardiology appointment',
      'The hospital cancels the cardiology appointment',
    ],
  },
  one('moved before', 'Cardiology (heart) appointment', of(HANNAH, 'moved-to')),
  one(
    'moved as often as is allowed',
    'Physiotherapy (moving and exercise) appointment',
    of(HANNAH, 'moved-twice-to'),
  ),
  one('too late to change', 'PET-CT scan appointment', of(GEORGE, 'too-late-to-change')),
  one('changed by phone only, a two-week wait', 'Breast assessment appointment', of(GEORGE, 'phone-only')),
  one('a clinic with its own phone and hours', 'Audiology (hearing) appointment', of(SAMUEL, 'own-phone')),
  one('very long names', 'Ear, nose, throat…', of(WILHELMINA, 'long')),
  cardiology('changed by phone only', 'The cardiology clinic wants to be called to cancel or reschedule'),
  cardiology('cancelled by phone only', 'The cardiology clinic wants to be called to cancel'),
  cardiology(
    'cancelled by phone only, at hours that the hospital wrote wrong',
    'The cardiology clinic wants to be called to cancel',
    'The opening hours of the cardiology clinic are written wrong',
  ),
  cardiology(
    'cancelled by phone only, never moved online',
    'The cardiology clinic wants to be called to cancel',
    'The cardiology clinic stops moving appointments online',
  ),
  cardiology(
    'moved as often as is allowed, which is once',
    'The cardiology appointment has been moved once by the patient',
    'The cardiology clinic lets an appointment be moved once',
  ),
  cardiology(
    'starts within the hour of notice the clinic needs',
    'The cardiology clinic needs an hour’s notice',
    'The cardiology appointment is to start in half an hour',
  ),
  cardiology(
    'starts within the 5 hours of notice the clinic needs',
    'The cardiology clinic needs 5 hours’ notice',
    'The cardiology appointment is to start in half an hour',
  ),
  one(
    'by video, cancelled by the hospital',
    'Cancelled: Cardiology (heart) appointment',
    [AMIRA, CARDIOLOGY],
    {
      before: [
        'The cardiology appointment becomes a video call',
        'The hospital cancels the cardiology appointment',
      ],
    },
  ),
  cardiology('the cardiologist has no role', 'The role of the cardiologist is missing'),
  cardiology('the clinician is not known yet', 'The cardiology appointment has no clinician yet'),
  cardiology('the place is not known yet', 'The cardiology appointment has neither a place nor a site yet'),
  cardiology(
    'the hospital wrote its hours wrong',
    'The opening hours of the cardiology clinic are written wrong',
  ),
]
