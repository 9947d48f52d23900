import { toLength } from './long-names.ts'

/** The columns that both trusts and clinics have: the rules for changes, the phone number and the opening hours. */
export interface ChangeRules {
  phone: string
  open_days: string
  opens_at: string
  closes_at: string
  cancel_how: 'at-once' | 'request' | 'phone'
  reschedule_how: 'at-once' | 'request' | 'phone'
  minimum_notice_hours: number
  most_changes: number
  promise_working_hours: number
}

const weekdays = { open_days: '12345', minimum_notice_hours: 48, most_changes: 2, promise_working_hours: 16 }

/** Ways to contact a trust beside its phone number. */
interface OtherContacts {
  email: string
  sms_number: string | null
  postal_address: string
}

/** When letters are posted that were not opened online. */
interface LetterRules {
  post_letters_after_hours: number
  letters_also_by_post: boolean
}

/** Fernhollow changes appointments at once; Castlemere takes requests. The codes and phone numbers are not in use. */
export const trusts: readonly (ChangeRules &
  OtherContacts &
  LetterRules & { ods_code: string; name: string })[] = [
  {
    ods_code: 'ZZ1',
    name: 'Fernhollow University Hospitals NHS Trust',
    phone: '01632 960 100',
    sms_number: '07700 900 100',
    email: 'booking@fernhollow.example',
    postal_address: 'Appointments office, Meadow Road, Fernhollow, FH1 4QQ',
    ...weekdays,
    opens_at: '08:00',
    closes_at: '18:00',
    cancel_how: 'at-once',
    reschedule_how: 'at-once',
    post_letters_after_hours: 72,
    letters_also_by_post: true,
  },
  {
    ods_code: 'ZZ2',
    name: 'Castlemere NHS Foundation Trust',
    phone: '01632 960 200',
    sms_number: null,
    email: 'booking@castlemere.example',
    postal_address: 'Booking team, Infirmary Walk, Castlemere, CX2 7QX',
    ...weekdays,
    opens_at: '09:00',
    closes_at: '17:00',
    cancel_how: 'request',
    reschedule_how: 'request',
    post_letters_after_hours: 48,
    letters_also_by_post: false,
  },
]

export const sites = [
  site('ZZ101', 'Fernhollow General Hospital', 'Meadow Road, Fernhollow, FH1 4QQ'),
  site('ZZ102', 'Alder Lane Community Hospital', '22 Alder Lane, Fernhollow, FH3 9QZ'),
  site('ZZ201', 'Castlemere Royal Infirmary', 'Infirmary Walk, Castlemere, CX2 7QX'),
  site(
    'ZZ202',
    toLength(200, 'Castlemere Royal Memorial Cottage Hospital '),
    toLength(400, 'The Old Walled Garden, '),
  ),
]

function site(odsCode: string, name: string, address: string) {
  return { ods_code: odsCode, trust_ods_code: odsCode.slice(0, 3), name, address }
}
