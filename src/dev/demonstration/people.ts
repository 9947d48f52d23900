import { toLength } from './long-names.ts'

/** An invented person who can log in to the demonstration: their details at NHS login, and their record in the PAS. */
export interface DemonstrationPerson {
  nhsNumber: string
  givenName: string
  familyName: string
  /** YYYY-MM-DD */
  birthDate: string
  /** What this person demonstrates, in one short line. */
  interest: string
  /** Null when the PAS does not know them. */
  record: { birthDate: string; portalAccess: boolean; sensitive: boolean } | null
}

/** All people in the demonstration, starting with the one to try first. One of them is always 14 years old. */
export function demonstrationPeople(today: Temporal.PlainDate): DemonstrationPerson[] {
  return [
    person(
      '9990000018',
      'Amira',
      'Shah',
      '1984-05-12',
      'Start here: one appointment to change at once, one to ask about',
    ),
    person(
      '9990000026',
      'Brian',
      'Cole',
      '1957-11-30',
      'Has asked to cancel 2 appointments: one request waits for an answer, one was declined',
    ),
    person(
      '9990000034',
      'Chloe',
      'Bennett',
      '1992-02-29',
      'Has asked for another time, and the booking team is looking at it',
    ),
    person(
      '9990000042',
      'David',
      'Okafor',
      '1969-07-08',
      'Past appointments: attended, missed, late, cancelled by him and by the hospital',
    ),
    person('9990000050', 'Eleanor', 'Hughes', '1948-01-01', 'Appointments by phone and by video'),
    person('9990000069', 'Farah', 'Hussain', '1976-09-23', 'Hospital stays and a day case'),
    person(
      '9990000077',
      'George',
      'Whitfield',
      '1961-12-31',
      'Too late to change online, and a two-week wait changed by phone only',
    ),
    person(
      '9990000085',
      'Hannah',
      'Lewis',
      '1988-03-17',
      'Has moved one appointment, and another as often as is allowed',
    ),
    person('9990000093', 'Imran', 'Malik', '1979-10-28', 'Appointments on each side of both clock changes'),
    person(
      '9990000107',
      'Joan',
      'Murphy',
      '1953-06-04',
      'Has appointments that must not be shown: hidden, holding, at a hidden clinic or specialty',
    ),
    person(
      '9990000115',
      'Zoë',
      "O'Brien-Łukasiewicz",
      '1995-08-15',
      'A name beyond A to Z, and a clinic that cancels at once but moves on request',
    ),
    person('9990000123', '小龍', '李', '1940-11-27', 'A name in Chinese, and a clinic with no free times'),
    person(
      '9990000131',
      'Samuel',
      'Price',
      '1966-04-19',
      'A clinic with its own phone number and hours, and one that needs 72 hours’ notice',
    ),
    person('9990000158', 'Margaret', 'Evans', '1945-02-11', 'No appointments'),
    person('9990000166', longGivenName, longFamilyName, '1972-01-20', 'Names as long as the database holds'),
    person('9990000174', 'Winston', 'Clarke', '1950-06-22', '200 appointments'),
    person('9990000182', 'Lily', 'Turner', `${today.year - 14}-01-01`, 'Under 16: may not use the portal'),
    person(
      '9990000190',
      'Nadia',
      'Rahman',
      '1983-03-02',
      'Their date of birth differs from the hospital’s record',
      { birthDate: '1983-02-03' },
    ),
    {
      ...person(
        '9990000204',
        'Oliver',
        'Grant',
        '1999-09-09',
        'NHS login knows them and the hospitals do not',
      ),
      record: null,
    },
    person('9990000212', 'Peter', 'Novak', '1964-05-25', 'The hospital does not let them use the portal', {
      portalAccess: false,
    }),
    person(
      '9990000220',
      'Rose',
      'Adeyemi',
      '1981-07-30',
      'Their record is sensitive: nothing of it may be shown',
      { sensitive: true },
    ),
  ]
}

/** One name of many words and one of a single word, because they wrap differently. */
const longGivenName = toLength(200, 'Wilhelmina Alexandra Persephone ')
const longFamilyName = toLength(200, 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch')

function person(
  nhsNumber: string,
  givenName: string,
  familyName: string,
  birthDate: string,
  interest: string,
  differences: Partial<NonNullable<DemonstrationPerson['record']>> = {},
): DemonstrationPerson {
  const record = { birthDate, portalAccess: true, sensitive: false, ...differences }
  return { nhsNumber, givenName, familyName, birthDate, interest, record }
}
