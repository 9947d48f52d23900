import { PORTAL, STAFF_PORTAL, type State } from '../../dev/catalogue/state.ts'
import {
  AMIRA,
  BRIAN,
  CHLOE,
  DAVID,
  ELEANOR,
  FARAH,
  HANNAH,
  MARGARET,
  WINSTON,
} from '../../dev/demonstration/nhs-numbers.ts'
import { letterId } from './demonstration.ts'

const LETTERS = `${PORTAL}/documents`

const listing = (state: string, person: string, more: Partial<State> = {}): State => ({
  page: 'letters/list-letters',
  state,
  person,
  address: LETTERS,
  title: 'Your letters',
  ...more,
})

const viewing = (
  state: string,
  [person, name]: [string, string],
  title: string,
  more: Partial<State> = {},
): State => ({
  page: 'letters/view-letter',
  state,
  person,
  address: `${PORTAL}/document/${letterId(person, name)}`,
  title: `${title}. Dated …`,
  ...more,
})

const ORTHOPAEDICS = 'Trauma and orthopaedics: letter after your appointment'
const CARDIOLOGY = 'Cardiology: letter after your appointment'

/** The list of letters, and one letter in each state. */
export const states: readonly State[] = [
  listing('none yet', MARGARET),
  listing('one to be shown later only', CHLOE),
  listing('one unread, with the time until when to open it', AMIRA),
  listing('one that was taken back meanwhile', DAVID, {
    before: ['The hospital takes back a letter of David'],
  }),
  listing('by post as well', ELEANOR),
  listing('many, with filters', WINSTON),
  listing('many, on the second page', WINSTON, { address: `${LETTERS}?page=2` }),
  listing('many, on the last page', WINSTON, { address: `${LETTERS}?page=3` }),
  listing('of one hospital', WINSTON, { address: `${LETTERS}?hospital=ZZ2` }),
  listing('of a year without letters', WINSTON, { address: `${LETTERS}?year=1999` }),
  viewing('opened in time', [AMIRA, 'heart-check'], CARDIOLOGY),
  viewing('in the NHS App on a phone', [AMIRA, 'heart-check'], CARDIOLOGY, { inside: 'NHS App on a phone' }),
  viewing('opened when it was already marked to be posted', [AMIRA, 'heart-check'], CARDIOLOGY, {
    before: ['It gets too late for Amira to open her letter'],
  }),
  viewing('that replaces an earlier one', [AMIRA, 'old-time'], 'Cardiology: appointment letter'),
  viewing(
    'with a table without headings',
    [AMIRA, 'hearing-test'],
    'Ear, nose and throat: letter after your appointment',
  ),
  viewing('a picture only, not opened yet', [DAVID, 'scanned'], ORTHOPAEDICS),
  viewing(
    'a PDF without structure, which is being posted',
    [BRIAN, 'not-opened'],
    'Dermatology: appointment letter',
  ),
  viewing('posted, of no specialty', [ELEANOR, 'posted'], 'Update letter'),
  viewing('also by post', [ELEANOR, 'also-by-post'], 'Diabetes: referral letter'),
  viewing('opened late', [FARAH, 'opened-late'], ORTHOPAEDICS),
  viewing('opened late, and posted', [HANNAH, 'opened-and-posted'], 'Cardiology: update letter'),
  viewing('opened before it was posted', [HANNAH, 'opened-not-posted'], 'Cardiology: update letter'),
  {
    page: 'letters/large-print-letter',
    state: 'with a table',
    person: AMIRA,
    address: `${PORTAL}/document/${letterId(AMIRA, 'heart-check')}/large-print`,
    title: `Large print: ${CARDIOLOGY}. Dated …`,
  },
  {
    page: 'letters/choose-letters-by-post',
    state: 'in this service only',
    person: AMIRA,
    address: `${LETTERS}/by-post?hospital=ZZ1`,
    title: 'How you get your letters',
  },
  {
    page: 'letters/choose-letters-by-post',
    state: 'by post as well',
    person: ELEANOR,
    address: `${LETTERS}/by-post?hospital=ZZ1`,
    title: 'How you get your letters',
  },
  {
    page: 'letters/choose-letters-by-post',
    state: 'just chosen',
    person: AMIRA,
    address: `${LETTERS}/by-post?hospital=ZZ1`,
    steps: [{ press: 'Post my letters as well' }],
    title: 'How you get your letters',
  },
  {
    page: 'letters/list-letters-to-post',
    state: 'some, one of them opened late',
    staff: '555000000020',
    address: `${STAFF_PORTAL}/letters`,
    title: 'Letters to post',
  },
  {
    page: 'letters/list-letters-to-post',
    state: 'none',
    staff: '555000000020',
    address: `${STAFF_PORTAL}/letters`,
    steps: [{ press: 'Mark all 2 as posted' }],
    title: 'Letters to post',
  },
  {
    page: 'letters/list-letters-to-post',
    state: 'one',
    staff: '555000000010',
    address: `${STAFF_PORTAL}/letters`,
    title: 'Letters to post',
  },
]
