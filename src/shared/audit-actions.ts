import { STAFF_ROLES, type StaffRole } from './permissions.ts'

/**
 * Every action of the audit log that is about a patient, and how the patient reads it after "You", "The NHS App" or
 * "Booking team, Fernhollow NHS Trust". This is the only table, so that one person can review all words.
 */
export const PATIENT_ACTIONS = {
  'viewed-next-appointment': 'opened the home page, which shows your next appointment',
  'viewed-appointments': 'looked at the list of your appointments',
  'viewed-appointment': 'looked at an appointment',
  'sought-appointment': 'tried to open an appointment that could not be found',
  'listed-letters-in-nhs-app': 'read the list of your letters',
  'listed-questionnaires-in-nhs-app': 'read the list of your questionnaires',
  'listed-in-nhs-app': 'read the list of your appointments',
  cancelled: 'cancelled an appointment',
  'asked-to-cancel': 'asked to cancel an appointment',
  moved: 'moved an appointment to another time',
  'booked-by-move': 'booked the new time of an appointment',
  booked: 'booked an appointment',
  'asked-to-reschedule': 'asked for another time for an appointment',
  'needs-new-time': 'asked the booking team to give you a new time, because the hospital closed the clinic',
  'viewed-requests': 'saw your name, date of birth, NHS number and request in a list of requests',
  'viewed-request':
    'looked at a request about your appointment, your personal details and your appointments at the trust',
  'claimed-request': 'started to work on a request about your appointment',
  'took-over-request': 'took over the work on a request about your appointment from a colleague',
  'released-request': 'stopped working on a request about your appointment',
  'noted-on-request': 'added a note for colleagues to a request about your appointment',
  'completed-request': 'changed your appointment, as a request asked',
  'declined-request': 'declined a request about your appointment',
  'withdrew-request': 'withdrew a request about your appointment',
  'ended-request': 'ended a request about your appointment, because there was nothing left to do',
  'viewed-patients-to-tell':
    'saw your name, date of birth, NHS number and request in a list of patients who wait for an answer',
  'viewed-requests-to-print':
    'opened a request about your appointment to print it, with your personal details and your appointments at the trust',
  'viewed-overdue-requests':
    'saw your name, date of birth, NHS number and request in a list of requests that wait too long',
  'viewed-patients-affected':
    'saw your name, date of birth, NHS number and appointment in a list of patients who would be affected if a clinic closed',
  'viewed-closure':
    'saw your name, date of birth, NHS number and appointment in a list of patients whose clinic was closed',
  'assigned-request': 'gave a request about your appointment to a colleague',
  'unassigned-request': 'took a request about your appointment back from a colleague',
  'marked-request-urgent': 'marked a request about your appointment as urgent',
  'marked-request-normal': 'marked a request about your appointment as not urgent',
  'told-patient': 'noted that you were told about your appointment',
  'viewed-patients': 'saw your name, date of birth and NHS number in a list of patients',
  'viewed-found-patients':
    'saw your name, date of birth and NHS number among the patients that they searched for',
  'viewed-patient': 'looked at your personal details and your appointments at the trust',
  'viewed-as-patient': 'looked at your appointments at the trust, as you see them in this service',
  'barred-from-portal': 'stopped you using this service',
  'let-into-portal': 'let you use this service again',
  'asked-for-contact': 'asked to be contacted',
  'viewed-contact-request': 'filled in or looked at a request to be contacted',
  'viewed-contact-requests': 'looked at your requests to be contacted',
  'viewed-tasks': 'saw your name, date of birth and NHS number in a list of things the hospital needs to do',
  'viewed-task': 'looked at something the hospital needs to do for you, and at your personal details',
  'sought-task': 'tried to open a page that could not be found',
  'claimed-task': 'started to work on something the hospital needs to do for you',
  'took-over-task': 'took over something the hospital needs to do for you from a colleague',
  'released-task': 'stopped working on something the hospital needs to do for you',
  'noted-on-task': 'added a note for colleagues about something the hospital needs to do for you',
  'assigned-task': 'gave something the hospital needs to do for you to a colleague',
  'unassigned-task': 'took something the hospital needs to do for you back from a colleague',
  'marked-task-urgent': 'marked something the hospital needs to do for you as urgent',
  'marked-task-normal': 'marked something the hospital needs to do for you as not urgent',
  'closed-task': 'finished something the hospital needed to do for you',
  'withdrew-task': 'withdrew a request to be contacted',
  'requested-questionnaire': 'asked you to answer a questionnaire',
  'viewed-questionnaires': 'looked at the list of your questionnaires',
  'viewed-questionnaire': 'looked at a questionnaire that you were asked to answer',
  'sought-questionnaire': 'tried to open a questionnaire that could not be found',
  'started-questionnaire': 'started to answer a questionnaire',
  'completed-questionnaire': 'sent your answers to a questionnaire',
  'answered-by-phone': 'noted that you answered a questionnaire by phone',
  'revoked-questionnaire': 'took back a questionnaire that you were asked to answer',
  'viewed-answers': 'looked at your answers to a questionnaire',
  'viewed-sent-answers':
    'saw your name, date of birth and NHS number in a list of questionnaires that patients were asked to answer',
  'reviewed-answers': 'noted that your answers to a questionnaire were read',
  'viewed-letters': 'looked at the list of your letters',
  'viewed-letter': 'looked at a letter',
  'viewed-letter-file': 'opened the file of a letter',
  'read-letter': 'opened a letter in full, so the hospital can see that you have read it',
  'sought-letter': 'tried to open a letter that could not be found',
  'added-letter': 'added a letter for you',
  'changed-letter': 'changed when you can see a letter, or which appointment it is about',
  'replaced-letter': 'replaced a letter with a newer one',
  'withdrew-letter': 'took a letter back',
  'marked-letter-to-post': 'put a letter on the list of letters to be posted to you',
  'viewed-letters-to-post': 'saw your name, NHS number and hospital number in a list of letters to be posted',
  'posted-letter': 'noted that a letter was posted to you',
  'kept-letter-from-post': 'noted that a letter need not be posted, because you opened it online',
  'viewed-letter-choice': 'looked at how you get letters from a hospital',
  'chose-letters-by-post': 'chose to get letters from a hospital by post as well',
  'chose-letters-online': 'chose to get letters from a hospital online only',
  'viewed-access-log': 'looked at who has seen your information',
  'stated-reason': 'opened your information, which is marked as sensitive, with a stated reason',
  'sought-sensitive-record':
    'tried to open your information, which is marked as sensitive, and was asked for a reason first',
  'viewed-stated-reasons':
    'saw your NHS number in a list of reasons for which sensitive information was opened',
  'reviewed-stated-reason': 'checked whether there was good reason to open your sensitive information',
  'viewed-audit-log': 'saw your NHS number in a list of who has seen or changed information at the trust',
  'viewed-patient-log': 'looked at who has seen or changed your information at the trust',
  'viewed-devices': 'looked at where you are logged in',
  'logged-out-elsewhere': 'logged out on all other phones, computers and browsers',
  'logged-out-everywhere': 'logged out on all phones, computers and browsers',
} as const

export type PatientAction = keyof typeof PATIENT_ACTIONS

const ofRole = <Prefix extends string>(prefix: Prefix) =>
  STAFF_ROLES.map((role): `${Prefix}-${StaffRole}` => `${prefix}-${role}`)

/** What is written into the chain of a trust. Lists are in the chains of the patients they show, too. */
export const TRUST_ACTIONS = [
  'viewed-requests',
  'viewed-patients-to-tell',
  'viewed-requests-to-print',
  'viewed-overdue-requests',
  'viewed-patients',
  'viewed-found-patients',
  'viewed-tasks',
  'viewed-letters-to-post',
  'viewed-sent-answers',
  'viewed-patients-affected',
  'viewed-closure',
  'viewed-audit-log',
  'viewed-stated-reasons',
  'viewed-patient-log',
  'closed-clinic',
  'reopened-clinic',
  'added-slots',
  'changed-clinic-settings',
  'added-rule',
  'changed-rule',
  'switched-rule-on',
  'switched-rule-off',
  'sought-request',
  'sought-patient',
  'sought-task',
  'sought-questionnaire',
  'sought-stated-reason',
  'logged-out',
  'refused-log-in',
  ...ofRole('logged-in-as'),
  ...ofRole('changed-role-to'),
] as const

export type TrustAction = (typeof TRUST_ACTIONS)[number]

export type AuditAction = PatientAction | TrustAction

/** Lists that staff open: one entry in the chain of the trust, and one in the chain of each patient. */
export const LIST_ACTIONS = TRUST_ACTIONS.filter(action => Object.hasOwn(PATIENT_ACTIONS, action))

/** Every action, for a list of them. */
export const AUDIT_ACTIONS: readonly string[] = [
  ...new Set([...Object.keys(PATIENT_ACTIONS), ...TRUST_ACTIONS]),
].toSorted()
